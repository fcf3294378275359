package dev.slipway.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;

/** The contract is data and interfaces: what lies in a history has no behaviour to go wrong. */
final class Wire implements HouseRule {

  @Override
  public List<Violation> violations(House house) {
    if (!house.is("contract")) {
      return List.of();
    }
    return house.classes().stream()
        .filter(owned -> !isWireType(owned))
        .map(
            owned ->
                new Violation(
                    "the contract holds records, interfaces, enums and constants only",
                    owned.getName(),
                    "make it a record, or move the behaviour to domain (pure) or definitions"))
        .toList();
  }

  private static boolean isWireType(JavaClass owned) {
    return owned.getModifiers().contains(JavaModifier.SYNTHETIC)
        || owned.isRecord()
        || owned.isInterface()
        || owned.isEnum()
        || owned.getRawSuperclass().map(JavaClass::isEnum).orElse(false)
        || isListOfConstants(owned);
  }

  private static boolean isListOfConstants(JavaClass owned) {
    return owned.getModifiers().contains(JavaModifier.FINAL)
        && owned.getFields().stream().allMatch(f -> f.getModifiers().contains(JavaModifier.STATIC))
        && owned.getMethods().stream()
            .filter(method -> !method.getModifiers().contains(JavaModifier.SYNTHETIC))
            .allMatch(method -> method.getModifiers().contains(JavaModifier.STATIC))
        && owned.getConstructors().stream()
            .allMatch(made -> made.getModifiers().contains(JavaModifier.PRIVATE));
  }
}
