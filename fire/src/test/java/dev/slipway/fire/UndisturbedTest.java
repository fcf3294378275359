package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedules;
import dev.slipway.fire.seed.Undisturbed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UndisturbedTest {

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void knowsThePointsOfEachScenario(Scenario scenario) {
    List<Point> points = Undisturbed.kept().points(scenario);

    assertThat(points).hasSizeGreaterThan(40).doesNotHaveDuplicates().isSorted();
    assertThat(points).anyMatch(at -> at.activity().equals("WorkloadChange"));
  }

  @Test
  void givesASeedItsScheduleWithoutPlayingAnything() {
    // another line here means that every number has another schedule from now on
    assertThat(new Schedules(Undisturbed.kept()::points).of(27))
        .hasToString(
            "one-goes-back | SILENCE at rollout/r1/catalog LedgerAppend #4"
                + " | HALF_ANSWER at planning/r1/release LedgerChecks #2 x3");
  }

  @Test
  void readsWhatItWrote() {
    Undisturbed kept = Undisturbed.kept();

    Undisturbed again = Undisturbed.read(kept.text());

    assertThat(again.text()).isEqualTo(kept.text());
    assertThat(again.points(Scenario.ALL_GOOD)).isEqualTo(kept.points(Scenario.ALL_GOOD));
    assertThatThrownBy(() -> Undisturbed.read("all-good release/r1 LedgerAppend often"))
        .hasMessageContaining("is not 'SCENARIO WORKFLOW ACTIVITY xTIMES'");
  }

  @Test
  void keepsWhatEachOfSomePlaysPassed() {
    Undisturbed learned =
        Undisturbed.of(
            Map.of(
                Scenario.ALL_GOOD,
                List.of(
                    times("release/r1", "LedgerAppend", 5),
                    with(times("release/r1", "LedgerAppend", 4), "release/r1", "NoticeSend", 1))));

    assertThat(learned.points(Scenario.ALL_GOOD)).isEqualTo(times("release/r1", "LedgerAppend", 4));
  }

  @Test
  void tellsWhatIsDoneOtherwiseAndNotHowLongItTook() {
    List<Point> kept = times("release/r1", "LedgerAppend", 5);
    kept = with(kept, "rollout/r1/web", "WorkloadAwait", 2);
    kept = with(kept, "rollout/r1/web", "WorkloadChange", 1);
    Undisturbed known = Undisturbed.of(Map.of(Scenario.ALL_GOOD, List.of(kept)));
    List<Point> slower = times("release/r1", "LedgerAppend", 7);
    slower = with(slower, "rollout/r1/web", "WorkloadAwait", 9);

    assertThat(
            known.otherwise(Scenario.ALL_GOOD, with(slower, "rollout/r1/web", "WorkloadChange", 1)))
        .isEmpty();
    assertThat(
            known.otherwise(Scenario.ALL_GOOD, with(slower, "rollout/r1/web", "WorkloadPause", 1)))
        .containsExactly(
            "all-good rollout/r1/web WorkloadChange: x1, and now x0",
            "all-good rollout/r1/web WorkloadPause: never, and now x1");
    assertThat(
            known.otherwise(Scenario.ALL_GOOD, with(slower, "rollout/r1/web", "WorkloadChange", 2)))
        .containsExactly("all-good rollout/r1/web WorkloadChange: x1, and now x2");
  }

  private static List<Point> times(String workflow, String activity, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(number -> new Point(workflow, activity, number))
        .toList();
  }

  private static List<Point> with(List<Point> some, String workflow, String activity, int count) {
    List<Point> all = new ArrayList<>(some);
    all.addAll(times(workflow, activity, count));
    return all;
  }
}
