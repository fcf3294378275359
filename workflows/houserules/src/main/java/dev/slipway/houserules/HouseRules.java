package dev.slipway.houserules;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rules every module keeps. A module proves it by one test:
 *
 * <pre>{@code
 * class HouseRulesTest {
 *   @Test
 *   void keepsTheHouseRules() {
 *     HouseRules.check();
 *   }
 * }
 * }</pre>
 */
public final class HouseRules {

  private static final List<HouseRule> RULES =
      List.of(
          new Quietness(),
          new Names(),
          new Sizes(),
          new Rooms(),
          new Annotations(),
          new Inheritance(),
          new Wire(),
          new Leftovers());

  private HouseRules() {}

  /**
   * Checks the module in the working directory, which under Maven is the module that runs the test,
   * and prints its numbers.
   *
   * @throws AssertionError with every violation at once, each with its place and the way out
   */
  public static void check() {
    check(House.at(Path.of("")));
  }

  /**
   * Checks the module in a folder.
   *
   * @throws AssertionError with every violation at once
   */
  public static void check(Path module) {
    check(House.at(module));
  }

  static void check(House house) {
    if (house.classes().isEmpty() || house.sources().isEmpty()) {
      throw new AssertionError(
          "module %s: found %d classes and %d source files. A check over nothing passes always;"
                  .formatted(house.name(), house.classes().size(), house.sources().size())
              + " compile the module first and run the test from the module's own folder");
    }
    System.out.println(Sizes.summary(house));
    List<Violation> violations =
        RULES.stream().flatMap(rule -> rule.violations(house).stream()).toList();
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "module %s breaks the rules of the house %d times:\n"
                  .formatted(house.name(), violations.size())
              + violations.stream().map(Violation::toString).collect(Collectors.joining("\n")));
    }
  }
}
