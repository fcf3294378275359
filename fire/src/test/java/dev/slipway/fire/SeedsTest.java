package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.fire.seed.Blow;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.Schedules;
import dev.slipway.fire.seed.Shrinking;
import dev.slipway.fire.site.Play;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.testkit.invariant.Invariant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeedsTest {

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void eachScenarioHoldsWhenNothingHappens(Scenario scenario) {
    Play.Played played = Play.play(new Schedule(0, scenario, true, List.of()));

    assertThat(Invariant.violated(played.testimony())).isEmpty();
    assertThat(played.passed()).isNotEmpty();
    assertThat(played.testimony().effects()).isNotEmpty();
    RunEnd first = Objects.requireNonNull(played.testimony().runs().getFirst().end());
    assertThat(first.state())
        .isEqualTo(
            switch (scenario) {
              case ALL_GOOD, TWO_IN_LINE, TAKEN_BACK -> RunState.SUCCEEDED;
              case LAST_CRASHES, APPROVED, NEVER_READY, ONE_GOES_BACK, FAILURE_WAITS, TRIED_AGAIN ->
                  RunState.COMPENSATED;
            });
  }

  /** Found by seed 26: the release called itself compensated, and its autoscaler slept on. */
  @Test
  void tellsWhatItCouldNotPutBack() {
    Point at = new Point("undo/r1/web/1", "AutoscalerResumeEviction", 1);
    Mishap away = new Mishap.Struck(at, Blow.KILLED_BEFORE, 40);

    Play.Played played = Play.play(new Schedule(26, Scenario.LAST_CRASHES, false, List.of(away)));

    RunEnd end = Objects.requireNonNull(played.testimony().runs().getFirst().end());
    assertThat(end.state()).isEqualTo(RunState.NEEDS_ATTENTION);
    assertThat(end.leftToDo()).singleElement().asString().contains("vertical autoscaler of");
    assertThat(Invariant.violated(played.testimony())).isEmpty();
  }

  @Test
  void theSameNumberGivesTheSameSchedule() {
    Schedules schedules = new Schedules(scenario -> points());

    for (long seed = 0; seed < 50; seed++) {
      assertThat(schedules.of(seed)).isEqualTo(schedules.of(seed));
    }
    assertThat(schedules.of(1)).isNotEqualTo(schedules.of(2));
  }

  private static List<Point> points() {
    return List.of(
        new Point("release/r1", "LedgerAppend", 1),
        new Point("rollout/r1/web", "WorkloadChange", 1));
  }

  @Test
  void leavesOutWhatAFailureDoesNotNeed() {
    Mishap guilty = mishap(3);
    Schedule schedule =
        new Schedule(1, Scenario.ALL_GOOD, false, List.of(mishap(1), mishap(2), guilty, mishap(4)));

    Schedule least = Shrinking.shrink(schedule, one -> one.mishaps().contains(guilty));

    assertThat(least.mishaps()).containsExactly(guilty);
  }

  private static Mishap mishap(int number) {
    return new Mishap.Struck(new Point("release/r1", "LedgerAppend", number), Blow.UNAVAILABLE, 1);
  }
}
