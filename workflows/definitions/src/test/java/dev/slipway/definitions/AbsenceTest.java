package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Our own absence is nobody's fault: no limit passes while no worker of ours is alive. */
@Timeout(90)
class AbsenceTest {
  private static final RolloutSighting FOREVER = new RolloutSighting.Complete(0);
  private static final Duration AWAY = Duration.ofSeconds(25);
  private final TestBench bench = TestBench.inRealTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  private TestBench.Run rollingOut(String run, Duration limit) {
    bench.site().script(change -> change.equals(state("backend", 'b')), FOREVER);
    TestBench.Run started = bench.start(plan(run).rolloutTimeout(limit).wave("backend"));
    TestBench.eventually("at work", () -> bench.site().sets().size() == 1);
    return started;
  }

  @Test
  void whatBecameReadyWhileNoWorkerWasAliveStays() {
    TestBench.Run run = rollingOut("a1", Duration.ofSeconds(3));

    bench.absence(AWAY, () -> bench.site().clearScripts());

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'b'));
  }

  @Test
  void theLimitCountsAnewAfterAnAbsenceAndIsKeptThen() {
    TestBench.Run run = rollingOut("a2", Duration.ofSeconds(3));

    bench.absence(AWAY, () -> {});

    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().sentences())
        .anySatisfy(
            told ->
                assertThat(told)
                    .startsWith("nobody was there for at least 1")
                    .endsWith(
                        "the time limit of the rollout of Deployment/backend in shop counts again: 3s"))
        .anySatisfy(
            told ->
                assertThat(told)
                    .contains("(1 of 2 pods new and ready) was not finished within 3s"));
  }

  @Test
  void aWatchThatWentBlindIsNotBelievedBeforeALastLook() {
    bench.site().watchesAreBlind(true);

    TestBench.Run run =
        bench.start(plan("a3").rolloutTimeout(Duration.ofSeconds(2)).wave("backend"));

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aGateDoesNotExpireWhileNobodyCanTakeAVote() {
    TestBench.Run run = bench.start(plan("a4").wave("backend").approval(1, Duration.ofSeconds(5)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());

    bench.absence(AWAY, () -> {});

    assertThat(run.workflow().vote(run.vote(BOB, Choice.APPROVE, "at last")))
        .isInstanceOf(Answer.Accepted.class);
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aHoldDoesNotGetTooOldWhileNobodyCanLiftIt() {
    TestBench.Run run =
        bench.start(
            plan("a5")
                .wave("backend")
                .approval(1, Duration.ofHours(1))
                .maxHold(Duration.ofSeconds(4)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());
    run.workflow().hold(run.order(BOB, "look first"));

    bench.absence(AWAY, () -> {});

    assertThat(run.workflow().resume(run.order(BOB, "fine"))).isInstanceOf(Answer.Accepted.class);
    run.workflow().vote(run.vote(BOB, Choice.APPROVE, "ok"));
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }
}
