package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fire.seed.Blow;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Races;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.Undisturbed;
import dev.slipway.testkit.invariant.Invariant;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Things that happen at one moment, in every order there is. */
class RacesTest {

  @Test
  void triesEveryOrderOfEveryChoice() {
    // 7 alone, 42 pairs; those without an approval also at the beginning of a wave: 6 and 30
    assertThat(Races.upTo(2)).hasSize(7 + 42 + 6 + 30).doesNotHaveDuplicates();
  }

  @Test
  void holdsInEveryOrderOfTwo() {
    assertHold(Races.upTo(2));
  }

  /** Each act of the way forward hangs and happens minutes later, when it was undone long ago. */
  @Test
  void refusesAnActThatLandsAfterItsOwnUndo() {
    List<Schedule> late =
        Undisturbed.kept().points(Scenario.LAST_CRASHES).stream()
            .filter(RacesTest::acts)
            .map(
                at ->
                    new Schedule(
                        0,
                        Scenario.LAST_CRASHES,
                        false,
                        List.of(new Mishap.Struck(at, Blow.LATE, 1))))
            .toList();

    assertThat(late).hasSizeGreaterThanOrEqualTo(3);
    assertHold(late);
  }

  private static boolean acts(Point at) {
    return at.workflow().startsWith("rollout/")
        && Stream.of("WorkloadChange", "WorkloadPause").anyMatch(at.activity()::startsWith);
  }

  private static void assertHold(List<Schedule> schedules) {
    StringWriter said = new StringWriter();
    Barrage.Sum sum =
        new Barrage(new PrintWriter(said, true), 2, false, Invariant::violated).fire(schedules);

    assertThat(sum.failed()).as(said.toString()).isEmpty();
    assertThat(sum.schedules()).isEqualTo(schedules.size());
  }
}
