package dev.slipway.houserules;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Rooms stand one above the other, and each says what it is for. */
final class Rooms implements HouseRule {

  /** Rooms that hold one sub-room per concept; there the same order is kept one level down. */
  private static final List<String> HALLS = List.of("contract", "definitions", "api");

  @Override
  public List<Violation> violations(House house) {
    List<Violation> violations = new ArrayList<>(cycles(house, "dev.slipway.(*).."));
    HALLS.forEach(hall -> violations.addAll(cycles(house, "dev.slipway." + hall + ".(*)..")));
    violations.addAll(unmarked(house));
    return violations;
  }

  private static List<Violation> cycles(House house, String rooms) {
    return slices()
        .matching(rooms)
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .evaluate(house.classes())
        .getFailureReport()
        .getDetails()
        .stream()
        .map(
            cycle ->
                new Violation(
                    "rooms do not need each other in a circle",
                    cycle,
                    "turn one arrow round by an interface in the lower room, or move the type that"
                        + " both need down"))
        .toList();
  }

  private static List<Violation> unmarked(House house) {
    SortedSet<String> packages =
        house.classes().stream()
            .filter(owned -> owned.getPackageName().startsWith("dev.slipway"))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    SortedSet<String> marked =
        house.classes().stream()
            .filter(owned -> owned.getSimpleName().equals("package-info"))
            .filter(owned -> owned.isAnnotatedWith(NullMarked.class))
            .map(JavaClass::getPackageName)
            .collect(Collectors.toCollection(TreeSet::new));
    packages.removeAll(marked);
    return packages.stream()
        .map(
            room ->
                new Violation(
                    "every package is @NullMarked and says what it is for",
                    room,
                    "add package-info.java with three sentences and @NullMarked"))
        .toList();
  }
}
