package dev.slipway.fire.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TriedTest {
  private static final Point STRUCK = Point.of("ACT rollout/r1/orders WorkloadChange #1");
  private static final Point SAME_KIND = Point.of("ACT rollout/r1/web WorkloadChange #1");
  private static final Point OTHER_KIND = Point.of("ACTED rollout/r1/web WorkloadChange #1");
  private static final List<Point> ALL = List.of(STRUCK, SAME_KIND, OTHER_KIND);

  @TempDir private Path folder;

  @Test
  void goesOnWhereACampaignWasBrokenOff() {
    Path file = folder.resolve("tried.jsonl");
    Outcome outcome = outcome(Tale.HELD, Target.API);
    new Tried(file).add(outcome);
    Tried later = new Tried(file);

    assertThat(later.without(outcome, new Choosing.Every(), ALL)).containsExactly(OTHER_KIND);
    assertThat(later.without(outcome, new Choosing.Sample(3, 1), ALL))
        .containsExactly(SAME_KIND, OTHER_KIND);
    assertThat(later.moments(Tale.HELD, Target.API)).isEqualTo(1);
  }

  @Test
  void keepsPairsApart() {
    Tried tried = new Tried(folder.resolve("tried.jsonl"));
    tried.add(outcome(Tale.HELD, Target.API));

    assertThat(tried.moments(Tale.HELD, Target.WORKER)).isZero();
    assertThat(tried.moments(Tale.STOPPED, Target.API)).isZero();
    assertThat(tried.without(outcome(Tale.HELD, Target.WORKER), new Choosing.Every(), ALL))
        .isEqualTo(ALL);
  }

  @Test
  void remembersNothingWithoutAFile() {
    Tried nothing = new Tried(null);
    nothing.add(outcome(Tale.HELD, Target.API));

    assertThat(nothing.moments(Tale.HELD, Target.API)).isZero();
  }

  private static Outcome outcome(Tale tale, Target target) {
    return new Outcome(
        tale,
        target,
        Where.at(List.of(STRUCK)),
        List.of(STRUCK),
        new Outcome.Seen("SUCCEEDED", 12, List.of(), List.of(STRUCK)),
        7);
  }
}
