package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What no single module can see. */
class RepositoryTest {

  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

  @Test
  void everyModuleWithCodeKeepsTheHouseRules() throws IOException {
    List<Path> modules = found("pom.xml").map(Path::getParent).filter(this::hasCode).toList();

    assertThat(modules).isNotEmpty();
    assertThat(modules.stream().filter(module -> !checksItself(module)).toList())
        .as("modules without a test that calls HouseRules.check()")
        .isEmpty();
  }

  @Test
  void linksBetweenPagesLeadSomewhere() throws IOException {
    List<Path> pages = found(".md").toList();

    assertThat(pages).contains(ROOT.resolve("README.md"));
    for (Path page : pages) {
      assertThat(LINK.matcher(Files.readString(page)).results())
          .as("links in %s", page)
          .allSatisfy(link -> assertThat(page.resolveSibling(link.group(1))).exists());
    }
  }

  private boolean hasCode(Path module) {
    return Files.isDirectory(module.resolve("src/main/java"));
  }

  private boolean checksItself(Path module) {
    return SourceFile.under(module.resolve("src/test/java")).stream()
        .flatMap(file -> file.lines().stream())
        .anyMatch(line -> line.contains("HouseRules.check("));
  }

  /** Files of the project by the end of their name, without what a build made. */
  private static Stream<Path> found(String ending) throws IOException {
    try (Stream<Path> all = Files.walk(ROOT)) {
      return all
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !ROOT.relativize(file).toString().matches("(.*/)?(target|\\.\\w+)/.*"))
          .toList()
          .stream();
    }
  }
}
