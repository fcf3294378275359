package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The launcher answers a wrong name before it builds anything, so it must know the right ones. */
class BenchWordsTest {
  private static final Pattern KNOWN = Pattern.compile("BENCHES=\"([^\"]*)\"");

  @Test
  void launcherKnowsExactlyTheBenchesThatThereAre() throws IOException {
    Path launcher = Path.of(System.getProperty("slipway.root"), "slipway");
    Matcher listed = KNOWN.matcher(Files.readString(launcher));
    assertThat(listed.find()).isTrue();

    assertThat(List.of(listed.group(1).split(" ")))
        .containsExactlyInAnyOrderElementsOf(
            new CommandLine(new BenchCommand()).getSubcommands().keySet());
  }
}
