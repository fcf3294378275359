package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.CLEO;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.release.RunState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** People are asked again when the world changed, and nobody waits for them meanwhile. */
@Timeout(60)
class AskedAgainTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void aVoteForTheFirstGateDoesNotCountAtTheSecond() {
    TestBench.Run run = changedDuringTheGate("g1");

    Answer late = run.workflow().vote(run.vote(BOB, Choice.APPROVE, "late"));
    assertThat(late).isInstanceOf(Answer.Refused.class);
    assertThat(((Answer.Refused) late).why()).contains("hash-1.2");
    assertThat(bench.site().sets()).isEmpty();

    run.workflow().vote(run.vote(BOB, Choice.APPROVE, "I looked again", "hash-1.2"));
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'b'));
  }

  @Test
  void theLockIsFreeWhilePeopleAreAskedAgain() {
    TestBench.Run run = changedDuringTheGate("g2");
    List<Class<?>> order = bench.site().facts().stream().<Class<?>>map(Fact::getClass).toList();
    assertThat(order.indexOf(Fact.LockReturned.class))
        .isBetween(order.indexOf(Fact.LockGranted.class), order.lastIndexOf(Fact.GateOpened.class));

    bench.start(plan("g3").recordedAs('c').to("4.0.0", 'd').wave("backend"));
    TestBench.eventually(
        "another release got the lock and ended",
        () -> bench.site().facts(Fact.RunEnded.class).size() == 1);

    run.workflow().vote(run.vote(BOB, Choice.APPROVE, "ok", "hash-1.2"));
    TestBench.eventually("asked a third time", () -> gates() == 3);
    run.workflow().vote(run.vote(BOB, Choice.REJECT, "something newer is there", "hash-1.3"));
    assertThat(run.end().state()).isEqualTo(RunState.REJECTED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'd'));
  }

  private TestBench.Run changedDuringTheGate(String id) {
    TestBench.Run run = bench.start(plan(id).wave("backend").approval(1, Duration.ofHours(8)));
    TestBench.eventually("gate", () -> gates() == 1);
    bench.site().put(state("backend", 'c'));
    run.workflow().vote(run.vote(CLEO, Choice.APPROVE, "ok"));
    TestBench.eventually("asked again", () -> gates() == 2);
    return run;
  }

  private int gates() {
    return bench.site().facts(Fact.GateOpened.class).size();
  }
}
