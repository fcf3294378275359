package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What scripts and examples outside this module say to the client. */
class WordsTest {

  private static final Path ROOT = Path.of(System.getProperty("slipway.root"));
  private static final Pattern KNOWN = Pattern.compile("CLIENT_WORDS=\"([^\"]*)\"");
  private static final Pattern CALL = Pattern.compile("(?m)^\\s*(?:run: |- bash: )?slipway (.+)$");

  @Test
  void launcherKnowsExactlyTheWordsOfTheClient() throws IOException {
    Matcher listed = KNOWN.matcher(Files.readString(ROOT.resolve("slipway")));
    assertThat(listed.find()).isTrue();
    SortedSet<String> words = new TreeSet<>(commandLine().getSubcommands().keySet());
    words.remove("help");

    assertThat(Arrays.asList(listed.group(1).trim().split("\\s+")))
        .containsExactlyInAnyOrderElementsOf(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"github-actions.yml", "azure-pipelines.yml"})
  void examplesForCiAreUnderstood(String file) throws IOException {
    String text = Files.readString(ROOT.resolve("examples/ci").resolve(file));
    List<String> calls =
        CALL.matcher(text.replaceAll("\\\\\\n\\s*", " "))
            .results()
            .map(call -> call.group(1))
            .toList();

    assertThat(calls).hasSizeGreaterThan(1);
    for (String call : calls) {
      commandLine().parseArgs(arguments(call).toArray(String[]::new));
    }
  }

  /** As a shell splits it; a variable stands for one word. */
  private static List<String> arguments(String call) {
    List<String> arguments = new ArrayList<>();
    Matcher words = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(call);
    while (words.find()) {
      String word = words.group(1) != null ? words.group(1) : words.group(2);
      arguments.add(word.replaceAll("\\$\\w+", "x"));
    }
    return arguments;
  }

  private static CommandLine commandLine() {
    return SlipwayCli.commandLine(Screen.ofProcess(), Duration.ofMillis(1));
  }
}
