package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fire.kill.Gauntlet;
import dev.slipway.fire.kill.Sum;
import dev.slipway.fire.kill.Target;
import dev.slipway.lab.Lab;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Other moments with each run: {@code -Dslipway.fire.seed=N} plays those of a number again, {@code
 * -Dslipway.fire.seconds=N} goes on for longer.
 */
@Tag("lab")
@Timeout(900)
class KillsInTheLabTest {
  private static final int BESIDE = 7;

  @Test
  void eachEffectComesOnceWhoeverDies() {
    long seed = Long.getLong("slipway.fire.seed", System.currentTimeMillis());
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("seed " + seed);

    Sum sum =
        new Gauntlet(out, List.of(Target.WORKER), BESIDE)
            .run(
                Lab.running(),
                Path.of(System.getProperty("slipway.root", "..")).toAbsolutePath().normalize(),
                seed,
                Duration.ofSeconds(Integer.getInteger("slipway.fire.seconds", 30)));

    out.println(sum.sentence());
    assertThat(sum.failed()).as("seed " + seed).isEmpty();
    assertThat(sum.effects()).isPositive();
    assertThat(sum.tried()).isPositive();
  }
}
