package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script at the root of the project, as far as it answers without building anything. */
class LauncherTest {

  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
  private static final Pattern COMMAND = Pattern.compile("\\./slipway ([a-z-]+)");

  @TempDir Path folder;

  record Answer(int code, String text) {}

  @Test
  void helpsWhenItIsCalledAlone() throws Exception {
    Answer answer = slipway();

    assertThat(answer.code()).isZero();
    assertThat(answer.text()).contains("demo [--unattended]", "test [--lab]", "coverage [--json]");
  }

  @ParameterizedTest
  @CsvSource({"dmo, demo", "tset, test", "covrage, coverage", "relase, release"})
  void suggestsTheWordThatWasMeant(String typed, String meant) throws Exception {
    Answer answer = slipway(typed);

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text())
        .contains("unknown word '" + typed + "'", "did you mean './slipway " + meant + "'?");
  }

  @Test
  void suggestsNothingWhenNoWordIsNear() throws Exception {
    Answer answer = slipway("frobnicate");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text()).doesNotContain("did you mean").contains("usage:");
  }

  @Test
  void worksThroughALinkFromAnotherFolder() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("slipway"), ROOT.resolve("slipway"));

    assertThat(answer(folder, link.toString(), "help").code()).isZero();
    Files.delete(link);
  }

  @Test
  void knowsEveryWordThatThePagesUse() throws Exception {
    String help = slipway("help").text();
    List<Path> pages = pages();

    assertThat(pages).contains(ROOT.resolve("README.md"));
    for (Path page : pages) {
      assertThat(COMMAND.matcher(Files.readString(page)).results())
          .as("words of the launcher in %s", page)
          .allSatisfy(use -> assertThat(help).containsPattern("\\b" + use.group(1) + "\\b"));
    }
  }

  private static List<Path> pages() throws Exception {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      List<Path> pages =
          new ArrayList<>(docs.filter(page -> page.toString().endsWith(".md")).toList());
      pages.add(ROOT.resolve("README.md"));
      return pages;
    }
  }

  private static Answer slipway(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("slipway").toString()));
    command.addAll(List.of(words));
    return answer(ROOT, command.toArray(String[]::new));
  }

  private static Answer answer(Path folder, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), text);
  }
}
