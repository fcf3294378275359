package dev.slipway.houserules;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaParameter;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Spring wires the outermost rooms; everything else stays plain Java that a test can construct. */
final class Annotations implements HouseRule {

  private static final List<String> WIRED =
      List.of("dev.slipway.worker", "dev.slipway.api", "dev.slipway.practice");

  @Override
  public List<Violation> violations(House house) {
    return house.classes().stream()
        .filter(owned -> !isWired(owned.getPackageName()))
        .flatMap(owned -> springAnnotations(owned).map(found -> violation(owned, found)))
        .distinct()
        .toList();
  }

  private static boolean isWired(String room) {
    return WIRED.stream().anyMatch(wired -> room.equals(wired) || room.startsWith(wired + "."));
  }

  private static Stream<String> springAnnotations(JavaClass owned) {
    return Stream.of(
            Stream.of(owned.getAnnotations()),
            owned.getMembers().stream().map(JavaMember::getAnnotations),
            owned.getCodeUnits().stream()
                .map(JavaCodeUnit::getParameters)
                .flatMap(List::stream)
                .map(JavaParameter::getAnnotations))
        .flatMap(annotated -> annotated)
        .flatMap(Set::stream)
        .map((JavaAnnotation<?> annotation) -> annotation.getRawType().getName())
        .filter(name -> name.startsWith("org.springframework."));
  }

  private static Violation violation(JavaClass owned, String annotation) {
    return new Violation(
        "Spring annotations stand only in worker, api and practice",
        owned.getName() + " carries @" + annotation,
        "take what the class needs as constructor parameters, and build it in the worker's wiring");
  }
}
