package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.practice.world.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/practice-site.md tells to paste does what it says. */
class PracticeSitePageTest {
  private static final Pattern RUN_BY_US =
      Pattern.compile("<!-- run by PracticeSitePageTest -->\n```sh\n(.*?)```", Pattern.DOTALL);

  @Test
  void putsAServiceOfOnesOwnOntoTheSite(@TempDir Path folder) throws Exception {
    Path page = Path.of(System.getProperty("slipway.root")).resolve("docs/practice-site.md");
    Matcher block = RUN_BY_US.matcher(Files.readString(page));
    assertThat(block.find()).isTrue();
    try (PracticeSite site = PracticeSite.virtual()) {
      Path said = folder.resolve("said");
      ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", block.group(1));
      shell.environment().put("PRACTICE_CONTROL", site.controlAddress().toString());
      shell.environment().put("PRACTICE_KUBERNETES", site.kubernetesAddress().toString());
      shell.environment().put("PRACTICE_REGISTRY", site.registryAddress().getAuthority());
      Process pasted =
          shell
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile())
              .start();
      assertThat(pasted.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(pasted.exitValue()).as(Files.readString(said)).isZero();
      assertThat(site.awaitQuiet(Duration.ofSeconds(30))).isPresent();
      assertThat(site.world().locked(() -> site.world().store().list(Kinds.POD, "mine").count()))
          .isEqualTo(2);
    }
  }
}
