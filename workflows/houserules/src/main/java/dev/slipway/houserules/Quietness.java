package dev.slipway.houserules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.TryCatchBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Code that is replayed gives the same answer on every replay, on every machine: no clock, no
 * random number, no thread, no I/O, no collection without an order. A workflow that breaks this
 * stops at its next replay, months after the mistake.
 */
final class Quietness implements HouseRule {

  @Override
  public List<Violation> violations(House house) {
    if (!house.isReplayed()) {
      return List.of();
    }
    List<Violation> violations = new ArrayList<>();
    for (JavaClass owned : house.classes()) {
      for (JavaAccess<?> access : owned.getAccessesFromSelf()) {
        LoudCall.find(access)
            .ifPresent(call -> violations.add(violation(call.why(), place(access), call.wayOut())));
      }
      for (Dependency dependency : owned.getDirectDependenciesFromSelf()) {
        loudPackage(dependency.getTargetClass())
            .ifPresent(
                why ->
                    violations.add(
                        violation(
                            why,
                            dependency.getDescription(),
                            "do it in an activity and take its result as an argument")));
      }
      violations.addAll(swallowed(owned));
    }
    return violations.stream().distinct().toList();
  }

  private static Violation violation(String what, String place, String wayOut) {
    return new Violation("replayed code is quiet: " + what, place, wayOut);
  }

  private static String place(JavaAccess<?> access) {
    return access.getOrigin().getFullName()
        + " "
        + access.getSourceCodeLocation()
        + " uses "
        + access.getTarget().getFullName();
  }

  private static Optional<String> loudPackage(JavaClass target) {
    String room = target.getPackageName();
    String name = target.getName();
    if (room.equals("java.io") && !name.equals("java.io.Serializable")) {
      return Optional.of("no I/O");
    }
    if (room.startsWith("java.nio.file")
        || room.startsWith("java.nio.channels")
        || room.startsWith("java.net.http")
        || room.startsWith("javax.net")
        || room.startsWith("java.sql")) {
      return Optional.of("no I/O");
    }
    if (room.equals("java.net") && !name.matches("java\\.net\\.(URI|URL..coder|URISyntax.*)")) {
      return Optional.of("no I/O");
    }
    if (room.startsWith("java.util.concurrent") && !name.endsWith(".TimeUnit")) {
      return Optional.of("no threads");
    }
    return Optional.empty();
  }

  /** An exception that nobody expected is a bug; a workflow that catches it hides the bug. */
  private static List<Violation> swallowed(JavaClass owned) {
    List<Violation> violations = new ArrayList<>();
    for (JavaCodeUnit unit : owned.getCodeUnits()) {
      for (TryCatchBlock block : unit.getTryCatchBlocks()) {
        block.getCaughtThrowables().stream()
            .filter(
                caught ->
                    caught.isEquivalentTo(Throwable.class)
                        || caught.isEquivalentTo(Exception.class)
                        || caught.isEquivalentTo(RuntimeException.class)
                        || caught.isEquivalentTo(Error.class))
            .forEach(
                caught ->
                    violations.add(
                        violation(
                            "no catch of " + caught.getSimpleName(),
                            unit.getFullName() + " " + block.getSourceCodeLocation(),
                            "catch the failure you can answer (TemporalFailure); a bug must hold"
                                + " the run and be seen")));
      }
    }
    return violations;
  }
}
