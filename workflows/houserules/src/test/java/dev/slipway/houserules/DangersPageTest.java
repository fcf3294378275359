package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/dangers.md} names as a proof is there, and every danger has one. */
class DangersPageTest {

  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
  private static final Pattern DANGER = Pattern.compile("(?m)^\\| (D\\d+) \\|.*$");
  private static final Pattern PROOF = Pattern.compile("`(\\w+(?:Test|Contract))\\.(\\w+)`");

  @Test
  void everyDangerNamesATestThatIsThere() throws IOException {
    SortedMap<String, String> sources = testSources();
    String page = Files.readString(ROOT.resolve("docs/dangers.md"));
    List<MatchResult> dangers = DANGER.matcher(page).results().toList();
    assertThat(dangers).hasSizeGreaterThan(10);

    var missing = new ArrayList<String>();
    for (MatchResult danger : dangers) {
      List<MatchResult> proofs = PROOF.matcher(danger.group()).results().toList();
      assertThat(proofs).as(danger.group(1)).isNotEmpty();
      proofs.stream()
          .filter(proof -> !has(sources.getOrDefault(proof.group(1), ""), proof.group(2)))
          .forEach(proof -> missing.add(danger.group(1) + ": " + proof.group()));
    }
    assertThat(missing).isEmpty();
  }

  private static boolean has(String source, String method) {
    return Pattern.compile("(?s)@Test\\b(?:(?! void ).)*? void " + method + "\\(")
        .matcher(source)
        .find();
  }

  private static SortedMap<String, String> testSources() throws IOException {
    var sources = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*/src/.*(Test|Contract)\\.java")).toList()) {
        sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return sources;
  }
}
