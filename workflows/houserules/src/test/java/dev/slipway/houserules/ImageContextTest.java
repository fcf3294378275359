package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the image is built from: the build inside it reads every module's pom, also of modules whose
 * code it does not need.
 */
class ImageContextTest {

  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  @Test
  void thePomOfEveryModuleReachesTheBuild() throws IOException {
    List<Path> poms = poms(Path.of(""));

    assertThat(poms).hasSizeGreaterThan(10).contains(Path.of("lab/pom.xml"));
    assertThat(poms).filteredOn(ImageContextTest::ignored).isEmpty();
  }

  @Test
  void theSourcesOfTheApplicationsReachTheBuild() throws IOException {
    for (String module : List.of("workflows", "documents", "activities", "worker", "api")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
        List<Path> lost =
            files
                .map(ROOT::relativize)
                .filter(file -> file.toString().contains("src/main/"))
                .filter(ImageContextTest::ignored)
                .toList();
        assertThat(lost).isEmpty();
      }
    }
  }

  @Test
  void whatTheLabAndEarlierBuildsLeftStaysOutside() {
    assertThat(List.of("lab/bin", "lab/src", "worker/target", ".git", ".slipway"))
        .allSatisfy(path -> assertThat(ignored(Path.of(path))).as(path).isTrue());
  }

  private static List<Path> poms(Path module) throws IOException {
    List<Path> poms = new ArrayList<>();
    Path pom = module.resolve("pom.xml");
    poms.add(pom);
    for (String name :
        MODULE
            .matcher(Files.readString(ROOT.resolve(pom)))
            .results()
            .map(found -> found.group(1))
            .toList()) {
      poms.addAll(poms(module.resolve(name)));
    }
    return poms;
  }

  /** As the builder reads the file: the last pattern that fits the path or a parent decides. */
  private static boolean ignored(Path path) {
    boolean ignored = false;
    for (String line : patterns()) {
      boolean back = line.startsWith("!");
      if (fits(back ? line.substring(1) : line, path)) {
        ignored = !back;
      }
    }
    return ignored;
  }

  private static boolean fits(String pattern, Path path) {
    for (Path part = path; part != null; part = part.getParent()) {
      if (matches(pattern, part)
          || (pattern.startsWith("**/") && matches(pattern.substring(3), part))) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, Path path) {
    return FileSystems.getDefault().getPathMatcher("glob:" + pattern).matches(path);
  }

  private static List<String> patterns() {
    try {
      return Files.readAllLines(ROOT.resolve(".dockerignore")).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new AssertionError("the builder reads .dockerignore too", e);
    }
  }
}
