package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fire.kill.Tale;
import dev.slipway.fire.proxy.Assault;
import dev.slipway.fire.proxy.Line;
import dev.slipway.fire.proxy.Sum;
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
 * Other requests fail with each run: {@code -Dslipway.fire.seed=N} strikes those of a number again,
 * {@code -Dslipway.fire.wire.seconds=N} goes on for longer.
 */
@Tag("lab")
@Timeout(900)
class FaultsOnTheWireInTheLabTest {

  @Test
  void eachEffectComesOnceWhateverTheWiresDo() {
    long seed = Long.getLong("slipway.fire.seed", System.currentTimeMillis());
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    out.println("seed " + seed);
    Path root = Path.of(System.getProperty("slipway.root", "..")).toAbsolutePath().normalize();
    Duration time = Duration.ofSeconds(Integer.getInteger("slipway.fire.wire.seconds", 30));

    Sum sum =
        new Assault(Lab.running(), root, Assault.SHORT_HOLE, out)
            .brief(new Assault.Order(Tale.APPROVED, List.of(Line.values()), null, seed, time));

    out.println(sum.sentence());
    assertThat(sum.failed()).as("seed " + seed).isEmpty();
    assertThat(sum.effects()).isPositive();
    assertThat(sum.struck()).isPositive();
  }
}
