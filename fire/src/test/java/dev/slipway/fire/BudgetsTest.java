package dev.slipway.fire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.fire.seed.Mishap;
import dev.slipway.fire.seed.Remote;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.ScheduleText;
import dev.slipway.fire.site.Play;
import dev.slipway.release.RunState;
import dev.slipway.testkit.invariant.Invariant;
import dev.slipway.testkit.invariant.RunStory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Budgets: who stays ill ends in a hold with its name, and what may not wait for it does not. */
class BudgetsTest {
  private static final Duration TWO_HOURS = Duration.ofHours(2);

  @Test
  void holdsUnderTheNameOfWhatStaysIllAndGoesOnWhenItIsWell() {
    Duration wave = undisturbed(Scenario.ALL_GOOD).told().get("r1 WaveStarted");

    Play.Played played =
        play(Scenario.ALL_GOOD, new Mishap.Outage(Remote.KUBERNETES, wave, Duration.ofMinutes(20)));

    RunStory run = played.testimony().runs().getFirst();
    assertThat(run.all(Fact.Held.class))
        .isNotEmpty()
        .first()
        .satisfies(held -> assertThat(held.why()).contains("kubernetes"));
    assertThat(run.all(Fact.Resumed.class)).isNotEmpty();
    assertThat(run.end()).isNotNull();
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Invariant.violated(played.testimony())).isEmpty();
  }

  @Test
  void handsAutoscalersBackHoweverLongTheClusterIsSilent() {
    Schedule silent =
        ScheduleText.read(
            0, "all-good | LONG_SILENCE at rollout/r1/web AutoscalerResumeEviction #1");

    Play.Played played = Play.play(silent);

    RunStory run = played.testimony().runs().getFirst();
    assertThat(run.end()).isNotNull();
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(run.end().leftToDo()).isEmpty();
    assertThat(run.all(Fact.Resumed.class)).isNotEmpty();
    assertThat(Invariant.violated(played.testimony())).isEmpty();
  }

  @Test
  void doesNothingForwardWithoutTheLedger() {
    Play.Played played =
        play(Scenario.ALL_GOOD, new Mishap.Outage(Remote.LEDGER, Duration.ZERO, TWO_HOURS));

    assertThat(played.moments()).isNotEmpty().allMatch(at -> at.compareTo(TWO_HOURS) >= 0);
    assertThat(Invariant.violated(played.testimony())).isEmpty();
  }

  @Test
  void undoesEverythingWithoutTheLedger() {
    Duration compensation = undisturbed(Scenario.LAST_CRASHES).told().get("r1 CompensationStarted");
    Duration back = compensation.plus(TWO_HOURS);

    Play.Played played =
        play(Scenario.LAST_CRASHES, new Mishap.Outage(Remote.LEDGER, compensation, TWO_HOURS));

    assertThat(played.testimony().effects()).anyMatch(effect -> !effect.forward());
    assertThat(played.moments()).isNotEmpty().allMatch(at -> at.compareTo(back) < 0);
    assertThat(Invariant.violated(played.testimony())).isEmpty();
  }

  private static Play.Played undisturbed(Scenario scenario) {
    return Play.play(new Schedule(0, scenario, false, List.of()));
  }

  private static Play.Played play(Scenario scenario, Mishap mishap) {
    return Play.play(new Schedule(0, scenario, false, List.of(mishap)));
  }
}
