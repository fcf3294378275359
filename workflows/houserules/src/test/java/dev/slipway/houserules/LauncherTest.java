package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        .contains("unknown word '" + typed + "'", "  demo test lab ")
        .endsWith("did you mean './slipway " + meant + "'?\n");
    assertThat(answer.text().lines()).hasSizeLessThan(6);
  }

  @Test
  void suggestsNothingWhenNoWordIsNear() throws Exception {
    Answer answer = slipway("frobnicate");

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text()).doesNotContain("did you mean").contains("./slipway help");
  }

  @Test
  void helpsWithEveryWordOfTheClientWithoutBuildingIt() throws Exception {
    Path copy = copied();
    Files.createDirectories(copy.resolve("docs/reference"));
    Files.copy(ROOT.resolve("docs/reference/cli.md"), copy.resolve("docs/reference/cli.md"));

    Answer start = answer(copy, "./slipway", "help", "release", "start");
    assertThat(start.code()).isZero();
    assertThat(start.text()).startsWith("Usage: slipway release start ");
    assertThat(answer(copy, "./slipway", "help", "token").text())
        .startsWith("Usage: slipway token");
    Answer wrong = answer(copy, "./slipway", "help", "release", "strat");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.text()).contains("no word of the client: 'release strat'", "  start ");
    assertThat(copy.resolve(".slipway")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
    "test foo, test takes no 'foo'",
    "test --lba, test takes no '--lba'",
    "test --lab foo, test takes no 'foo'",
    "test -pl, test takes no -pl without its value",
    "coverage --jsn, coverage takes no '--jsn'",
    "docs foo, docs takes no 'foo'",
    "demo --wibble, demo takes no '--wibble'",
    "demo --temporal, demo takes no --temporal without HOST:PORT",
    "bench, which bench?",
    "bench wibble, bench takes no 'wibble'"
  })
  void refusesWhatAWordDoesNotTakeBeforeAnythingIsLost(String line, String words) throws Exception {
    Path copy = copied();
    Path proofs = Files.createDirectories(copy.resolve("a/target")).resolve("proofs.jsonl");
    Files.createFile(proofs);
    List<String> command = new ArrayList<>(List.of("./slipway"));
    command.addAll(List.of(line.split(" ")));
    Answer answer = answer(copy, command.toArray(String[]::new));

    assertThat(answer.code()).isEqualTo(2);
    assertThat(answer.text()).contains(words, "usage: ./slipway " + command.get(1));
    assertThat(proofs).exists();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo --help",
        "test --help",
        "fire --help",
        "fire --seeds 3 -h",
        "fire --door --help",
        "bench --help",
        "bench recover --help",
        "coverage --help",
        "docs --help",
        "help docs",
        "help bench"
      })
  void helpsWithItsOwnWordsWhereNothingWasBuilt(String line) throws Exception {
    Path copy = copied();
    List<String> command = new ArrayList<>(List.of("./slipway"));
    command.addAll(List.of(line.split(" ")));
    Answer answer = answer(copy, command.toArray(String[]::new));

    assertThat(answer.code()).as(answer.text()).isZero();
    assertThat(answer.text()).startsWith("usage: ./slipway ");
    assertThat(copy.resolve(".slipway")).doesNotExist();
  }

  /** With ps and without it, as in slim images. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void endsWhatItStartedWhenItIsInterrupted(boolean withPs) throws Exception {
    assumeThat(Files.isDirectory(Path.of("/proc/self"))).isTrue();
    Path copy = copied();
    script(
        copy.resolve("bin/mvn"),
        "sleep 300 & echo $! >'%1$s/sleeper'; echo $$ >'%1$s/maven'; wait");
    if (!withPs) {
      script(copy.resolve("bin/ps"), "exit 127");
    }
    Process started = started(copy, "release", "list");
    eventually(() -> Files.exists(copy.resolve("maven")) && number(copy, "maven") > 0);
    new ProcessBuilder("kill", "-INT", Long.toString(started.pid())).start().waitFor();

    assertThat(started.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(started.exitValue()).isEqualTo(130);
    for (String name : List.of("maven", "sleeper")) {
      long pid = number(copy, name);
      eventually(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }
  }

  private static long number(Path copy, String name) throws Exception {
    String text = Files.readString(copy.resolve(name)).strip();
    return text.isEmpty() ? 0 : Long.parseLong(text);
  }

  /** Of two that find the same to build, one builds it and the other waits and says for whom. */
  @Test
  void buildsOnceHoweverManyAskForIt() throws Exception {
    assumeThat(Files.isExecutable(Path.of("/usr/bin/flock"))).isTrue();
    Path copy = copied();
    script(
        copy.resolve("bin/mvn"),
        "echo built >>'%1$s/builds'; while [ ! -e '%1$s/go' ]; do sleep 0.1; done;"
            + " mkdir -p '%1$s/cli/target'; : >'%1$s/cli/target/slipway-cli-1-app.jar'");
    Process first = started(copy, "release", "list");
    eventually(() -> Files.exists(copy.resolve("builds")));
    Process second = started(copy, "token", "list");
    Path said = copy.resolve("token.txt");
    eventually(() -> Files.readString(said).contains("waiting for another build"));
    assertThat(said)
        .content()
        .contains("'./slipway release list', process " + first.pid() + ", since ");
    Files.createFile(copy.resolve("go"));
    assertThat(first.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(second.waitFor(90, TimeUnit.SECONDS)).isTrue();
    assertThat(copy.resolve("builds")).content().isEqualTo("built\n");
  }

  /** The script alone, in a folder where nothing was built. */
  private Path copied() throws Exception {
    Files.copy(
        ROOT.resolve("slipway"), folder.resolve("slipway"), StandardCopyOption.COPY_ATTRIBUTES);
    return folder;
  }

  private static void script(Path file, String text) throws Exception {
    Files.createDirectories(file.getParent());
    Path root = file.getParent().getParent();
    Files.writeString(file, "#!/bin/sh\n" + text.formatted(root) + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static Process started(Path copy, String word, String next) throws Exception {
    var builder =
        // whoever runs a build in the background lets it ignore what this is about
        new ProcessBuilder("env", "--default-signal=INT", "./slipway", word, next)
            .directory(copy.toFile())
            .redirectErrorStream(true)
            .redirectOutput(copy.resolve(word + ".txt").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().merge("PATH", copy.resolve("bin") + ":", (old, bin) -> bin + old);
    return builder.start();
  }

  private static void eventually(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("still waiting").isLessThan(end);
      LockSupport.parkNanos(50_000_000);
    }
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
