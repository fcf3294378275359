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
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Other moments with each run: {@code -Dslipway.fire.seed=N} plays those of a number again, {@code
 * -Dslipway.fire.seconds=N} goes on for longer, {@code -Dslipway.fire.kill=api,ledger} kills
 * others.
 */
@Tag("lab")
@Timeout(900)
class KillsInTheLabTest {
  private final long seed = Long.getLong("slipway.fire.seed", System.currentTimeMillis());

  @Test
  void eachEffectComesOnceWhoeverDies() {
    String words = System.getProperty("slipway.fire.kill", Target.WORKER.word());
    Sum sum = play(4, Arrays.stream(words.split(",", -1)).map(Target::of).toList());

    assertThat(sum.effects()).isPositive();
    assertThat(sum.tried()).isPositive();
  }

  @Test
  void nothingIsLostOrDoneAgainWhenAWorkerIsToldToStop() {
    Sum sum = play(2, List.of(Target.DRAIN));

    assertThat(sum.effects()).isPositive();
    assertThat(sum.tried()).isPositive();
  }

  /**
   * @param beside rounds with two moments each
   */
  private Sum play(int beside, List<Target> targets) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("seed " + seed);
    Path root = Path.of(System.getProperty("slipway.root", "..")).toAbsolutePath().normalize();
    Duration time = Duration.ofSeconds(Integer.getInteger("slipway.fire.seconds", 1));

    Sum sum = new Gauntlet(out, targets, beside).run(Lab.running(), root, seed, time);

    out.println(sum.sentence());
    assertThat(sum.failed()).as("seed " + seed).isEmpty();
    return sum;
  }
}
