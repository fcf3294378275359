package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.evidence.Fact;
import dev.slipway.fire.seed.Blow;
import dev.slipway.fire.seed.Kept;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.ScheduleText;
import dev.slipway.fire.seed.Schedules;
import dev.slipway.fire.seed.Shrinking;
import dev.slipway.fire.seed.Undisturbed;
import dev.slipway.fire.site.Play;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.testkit.invariant.Invariant;
import dev.slipway.testkit.invariant.Testimony;
import dev.slipway.testkit.invariant.Violation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
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
    assertThat(Undisturbed.kept().otherwise(scenario, played.passed()))
        .as("`./slipway fire --learn fire/src/main/resources/fire/undisturbed.txt` writes it anew")
        .isEmpty();
    assertThat(played.testimony().effects()).isNotEmpty();
    RunEnd first = Objects.requireNonNull(played.testimony().runs().getFirst().end());
    assertThat(first.state())
        .isEqualTo(
            switch (scenario) {
              case ALL_GOOD, TWO_IN_LINE, TAKEN_BACK, ASKED, OVERTAKEN -> RunState.SUCCEEDED;
              case LAST_CRASHES, APPROVED, NEVER_READY, ONE_GOES_BACK, FAILURE_WAITS, TRIED_AGAIN ->
                  RunState.COMPENSATED;
            });
  }

  @Test
  void tellsWhatItCouldNotPutBack() {
    Schedule away = Kept.all().getFirst();

    Play.Played played = Play.play(away);

    RunEnd end = Objects.requireNonNull(played.testimony().runs().getFirst().end());
    assertThat(end.state()).isEqualTo(RunState.NEEDS_ATTENTION);
    assertThat(end.leftToDo()).singleElement().asString().contains("vertical autoscaler of");
    assertThat(Invariant.violated(played.testimony())).isEmpty();
  }

  @Test
  void endsARunWhoseActivityFailsWhileItIsCancelled() {
    Schedule letGo =
        ScheduleText.read(
            0,
            "asked | DETACH to r1 at release/r1 LedgerRecall #1"
                + " | UNAVAILABLE at release/r1 LedgerRecall #1");

    Play.Played played = Play.play(letGo);

    RunEnd end = Objects.requireNonNull(played.testimony().runs().getFirst().end());
    assertThat(end.state()).isEqualTo(RunState.DETACHED);
    assertThat(Invariant.violated(played.testimony())).isEmpty();
  }

  @Test
  void readsAScheduleAsItWroteIt() {
    Schedules schedules = new Schedules(scenario -> points());

    for (long seed = 0; seed < 500; seed++) {
      Schedule schedule = schedules.of(seed);
      assertThat(ScheduleText.read(seed, ScheduleText.write(schedule))).isEqualTo(schedule);
    }
  }

  @Test
  void namesWhatItCannotRead() {
    assertThatThrownBy(
            () -> ScheduleText.read(0, "all-good | UNWELL at release/r1 LedgerAppend #1"))
        .hasMessageContaining("no Blow 'UNWELL'; there are [UNAVAILABLE, TOO_MANY");
    assertThatThrownBy(() -> ScheduleText.read(0, "all-good | rain"))
        .hasMessageContaining("'rain' is no mishap; there are 'BLOW at WORKFLOW");
  }

  /** An invariant that is broken on purpose: no run may ever be aborted. */
  @Test
  void reportsAFailingSeedSoThatItCanBePlayedAgain() {
    StringWriter said = new StringWriter();
    Schedule guilty =
        ScheduleText.read(
            7,
            "all-good | OVERLOADED at release/r1 LedgerRecall #1"
                + " | ABORT to r1 at rollout/r1/web WorkloadChange #1"
                + " | REGISTRY away after PT5M for PT5S");

    Barrage.Sum sum =
        new Barrage(new PrintWriter(said, true), 1, false, SeedsTest::aborted)
            .fire(List.of(guilty));

    assertThat(sum.failed()).containsExactly(7L);
    assertThat(said.toString())
        .contains("seed 7: all-good | OVERLOADED")
        .contains("does not hold: ABORT_WINS: r1 was aborted")
        .contains("fails 20 times of 20")
        .contains(
            "./slipway fire --schedule 'all-good | ABORT to r1 at rollout/r1/web WorkloadChange #1'");
  }

  @Test
  void saysHowManyItPlayedWhenTheTimeWasOver() {
    Schedule good = ScheduleText.read(1, "all-good");

    Barrage.Sum sum =
        new Barrage(new PrintWriter(new StringWriter()), 1, false, SeedsTest::aborted)
            .fire(List.of(good, good, good), Duration.ofMillis(1));

    assertThat(sum.schedules()).isLessThan(3);
    assertThat(sum.sentence())
        .startsWith("the time was over after %d of 3".formatted(sum.schedules()));
    assertThat(sum.json()).startsWith("{\"wanted\":3,\"schedules\":" + sum.schedules());
  }

  private static List<Violation> aborted(Testimony all) {
    return all.runs().stream()
        .filter(run -> !run.all(Fact.AbortAccepted.class).isEmpty())
        .map(run -> new Violation(Invariant.ABORT_WINS, run.run() + " was aborted"))
        .toList();
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
