package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HouseRulesTest {

  private static final String FIXTURES = "dev.slipway.houserules.fixture.";

  @TempDir Path folder;

  @Test
  void keepsTheHouseRules() {
    HouseRules.check();
  }

  @Test
  void passesACleanRoom() {
    House house = new House("domain", imported("good"), sources("class Planner {}"), List.of());

    HouseRules.check(house);
  }

  @Test
  void refusesToPassOverNothing() {
    assertThatThrownBy(() -> HouseRules.check(folder))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("found 0 classes and 0 source files");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "clock() ",
        "clockByReference() ",
        "nanos() ",
        "random() ",
        "thread() ",
        "disk()",
        "unordered() ",
        "collected() ",
        "mapped() ",
        "swallowed() "
      })
  void findsLoudCodeInTheDomain(String method) {
    House house = new House("domain", imported("bad.loud"), List.of(), List.of());

    assertThat(new Quietness().violations(house))
        .extracting(Violation::place)
        .anyMatch(place -> place.contains("LoudPlanner." + method));
  }

  @Test
  void sparesAdaptersFromQuietness() {
    House house = new House("kubernetes", imported("bad.loud"), List.of(), List.of());

    assertThat(new Quietness().violations(house)).isEmpty();
  }

  @Test
  void findsNamesWithoutMeaningAndLadders() {
    House house = new House("cli", imported("bad"), List.of(), List.of());

    assertThat(new Names().violations(house))
        .singleElement()
        .satisfies(found -> assertThat(found.place()).endsWith("AbstractThingManager"));
    assertThat(new Inheritance().violations(house))
        .singleElement()
        .satisfies(found -> assertThat(found.place()).endsWith("Second$Third"));
  }

  @Test
  void findsPackagesWithoutNullMarkedAndBehaviourOnTheWire() {
    House house = new House("contract", imported("bad.loud"), List.of(), List.of());

    assertThat(new Rooms().violations(house))
        .extracting(Violation::place)
        .containsExactly(FIXTURES + "bad.loud");
    assertThat(new Wire().violations(house)).hasSize(1);
    assertThat(new Wire().violations(new House("contract", imported("good"), List.of(), List.of())))
        .isEmpty();
  }

  @Test
  void findsLongMethodsAndLongFiles() {
    String body = "    int x;\n".repeat(Sizes.METHOD_LINES);
    String filler = "// line\n".repeat(Sizes.FILE_LINES);
    List<SourceFile> sources = sources("class A {\n  void run() {\n" + body + "  }\n}\n" + filler);
    House house = new House("cli", imported("good"), sources, List.of());

    assertThat(new Sizes().violations(house))
        .extracting(Violation::rule)
        .containsExactly("a source file has at most 300 lines", "a method has at most 30 lines");
  }

  @Test
  void findsWhatIsLeftUndone() {
    String code = "class A {\n  // " + "TO" + "DO later\n  void te" + "stIt() {}\n}\n";
    House main = new House("cli", imported("good"), sources(code), List.of());
    House test = new House("cli", imported("good"), List.of(), sources(code));

    assertThat(new Leftovers().violations(main))
        .extracting(found -> found.place().replaceAll(".*:", ""))
        .containsExactly("2");
    assertThat(new Leftovers().violations(test))
        .extracting(found -> found.place().replaceAll(".*:", ""))
        .containsExactly("2", "3");
  }

  @Test
  void saysRulePlaceAndWayOutOfEveryViolationAtOnce() {
    House house = new House("domain", imported("bad"), sources("class A {}"), List.of());

    assertThatThrownBy(() -> HouseRules.check(house))
        .hasMessageContaining("module domain breaks the rules of the house")
        .hasMessageContaining("no clock")
        .hasMessageContaining("LoudPlanner.java:")
        .hasMessageContaining("instead: take the time as an argument");
  }

  private static JavaClasses imported(String fixture) {
    return new ClassFileImporter().importPackages(FIXTURES + fixture);
  }

  private List<SourceFile> sources(String code) {
    try {
      Files.writeString(folder.resolve("A.java"), code);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return SourceFile.under(folder);
  }
}
