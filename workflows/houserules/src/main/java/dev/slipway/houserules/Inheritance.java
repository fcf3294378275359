package dev.slipway.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;

/** Behaviour is composed; a class inherits from at most one class of ours. */
final class Inheritance implements HouseRule {

  @Override
  public List<Violation> violations(House house) {
    return house.classes().stream()
        .filter(owned -> depth(owned) > 1)
        .map(
            owned ->
                new Violation(
                    "no ladder of inheritance: a class has at most one ancestor of ours",
                    owned.getName(),
                    "hand the shared behaviour in as a collaborator, or seal an interface"))
        .toList();
  }

  private static long depth(JavaClass owned) {
    return owned.getAllRawSuperclasses().stream()
        .filter(above -> above.getPackageName().startsWith("dev.slipway"))
        .count();
  }
}
