package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.ANN;
import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.CLEO;
import static dev.slipway.definitions.Plans.digest;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.ImageRef;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.gate.GateOutcome;
import dev.slipway.houserules.Covers;
import dev.slipway.notice.Occasion;
import dev.slipway.release.FailureAction;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class ReleaseTest {
  private static final RolloutSighting FOREVER = new RolloutSighting.Complete(0);
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  private static Predicate<WorkloadChange> newVersionOf(String service) {
    return change -> change.equals(state(service, 'b'));
  }

  private static RolloutSighting crash(String service) {
    return new RolloutSighting.Crashing(
        service + "-1",
        "main",
        ImageRef.pinned("shop/" + service, digest('b')),
        "CrashLoopBackOff",
        3,
        "boom");
  }

  @Test
  void releasesWaveAfterWave() {
    RunEnd end = bench.start(plan("r1").wave("backend").wave("frontend", "worker")).end();

    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().sets().getFirst()).startsWith("set backend");
    assertThat(bench.site().sets()).hasSize(3);
    assertThat(bench.site().facts(Fact.ServiceGood.class)).hasSize(3);
    assertThat(bench.site().notices()).hasSize(1);
  }

  @Test
  void takesEarlierServicesBackInReverseOrderWhenALaterOneCrashes() {
    bench.site().script(newVersionOf("worker"), crash("worker"));

    RunEnd end = bench.start(plan("r2").wave("backend").wave("frontend").wave("worker")).end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().sets())
        .extracting(e -> e.substring(0, e.indexOf("@")))
        .containsExactly(
            "set backend shop/backend",
            "set frontend shop/frontend",
            "set worker shop/worker",
            "set worker shop/worker",
            "set frontend shop/frontend",
            "set backend shop/backend");
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    assertThat(bench.site().facts(Fact.KnownBadMarked.class)).hasSize(1);
  }

  @Test
  @Covers("PLT-69")
  void waitsForTwoDistinctApproversAndRefusesTheRest() {
    TestBench.Run run = bench.start(plan("r3").wave("backend").approval(2, Duration.ofHours(8)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());

    var first = run.vote(BOB, Choice.APPROVE, "ok");
    assertThat(run.workflow().vote(first)).isInstanceOf(Answer.Accepted.class);
    awaitMessages(1);
    assertThat(run.workflow().vote(first)).isInstanceOf(Answer.Refused.class);
    awaitMessages(2);
    assertThat(run.workflow().vote(run.vote(BOB, Choice.APPROVE, "again")))
        .isInstanceOf(Answer.Refused.class);
    awaitMessages(3);
    assertThat(run.workflow().vote(run.vote(ANN, Choice.APPROVE, "mine")))
        .isInstanceOf(Answer.Refused.class);
    awaitMessages(4);
    assertThat(run.workflow().vote(run.vote(CLEO, Choice.APPROVE, "ok")))
        .isInstanceOf(Answer.Accepted.class);
    awaitMessages(5);

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.VoteCounted.class)).hasSize(2);
    assertThat(bench.site().facts(Fact.MessageRefused.class)).hasSize(3);
  }

  private void awaitMessages(int count) {
    TestBench.eventually(
        "the ledger has " + count + " messages",
        () ->
            bench.site().facts(Fact.VoteCounted.class).size()
                    + bench.site().facts(Fact.MessageRefused.class).size()
                == count);
  }

  @Test
  void expiresWhenNobodyDecidesAndChangesNothing() {
    Duration expiry = Duration.ofHours(9).plusMinutes(30);
    RunEnd end = bench.start(plan("r4").wave("backend").approval(1, expiry)).end();

    assertThat(end.state()).isEqualTo(RunState.EXPIRED);
    assertThat(bench.site().effects()).isEmpty();
    assertThat(told(Occasion.REMINDER)).isEqualTo(9);
    assertThat(told(Occasion.ESCALATION)).isEqualTo(1);
    assertThat(told(Occasion.ENDED)).isEqualTo(1);
    assertThat(bench.site().notices()).hasSize(11);
  }

  private long told(Occasion occasion) {
    return bench.site().notices().stream()
        .filter(request -> request.notice().occasion() == occasion)
        .count();
  }

  @Test
  void anOperatorOverridesWithAReasonAlsoAfterAnApproval() {
    TestBench.Run run = bench.start(plan("r21").wave("backend").approval(2, Duration.ofHours(8)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());

    assertThat(run.workflow().vote(run.vote(CLEO, Choice.OVERRIDE, "I want it")))
        .isInstanceOfSatisfying(
            Answer.Refused.class, no -> assertThat(no.why()).contains("may not override"));
    assertThat(run.workflow().vote(run.vote(BOB, Choice.APPROVE, "fine")))
        .isInstanceOf(Answer.Accepted.class);
    assertThat(run.workflow().vote(run.vote(BOB, Choice.OVERRIDE, " ")))
        .isInstanceOfSatisfying(
            Answer.Refused.class, no -> assertThat(no.why()).contains("needs a reason"));
    assertThat(bench.site().effects()).isEmpty();
    assertThat(run.workflow().vote(run.vote(BOB, Choice.OVERRIDE, "the shop is down")))
        .isInstanceOf(Answer.Accepted.class);

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.GateClosed.class))
        .singleElement()
        .extracting(Fact.GateClosed::outcome)
        .isEqualTo(GateOutcome.OVERRIDDEN);
    assertThat(bench.site().facts(Fact.VoteCounted.class).getLast().vote().reason())
        .isEqualTo("the shop is down");
  }

  @Test
  void oneRejectionEndsIt() {
    TestBench.Run run = bench.start(plan("r5").wave("backend").approval(2, Duration.ofHours(8)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());

    run.workflow().vote(run.vote(CLEO, Choice.REJECT, "not today"));

    assertThat(run.end().state()).isEqualTo(RunState.REJECTED);
  }

  @Test
  void abortTakesBackWhatIsHalfDone() {
    bench.site().script(newVersionOf("frontend"), FOREVER);
    TestBench.Run run = bench.start(plan("r6").wave("backend").wave("frontend"));
    TestBench.eventually("frontend is changed", () -> bench.site().sets().size() == 2);

    Answer answer = run.workflow().abort(run.order(BOB, "wrong version"));

    assertThat(answer).isInstanceOf(Answer.Accepted.class);
    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().live(workload("frontend"))).isEqualTo(state("frontend", 'a'));
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    assertThat(bench.site().facts(Fact.KnownBadMarked.class)).isEmpty();
  }

  @Test
  void abortBeforeTheFirstEffectJustEnds() {
    TestBench.Run run = bench.start(plan("r7").wave("backend").approval(1, Duration.ofHours(8)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());

    run.workflow().abort(run.order(ANN, "changed my mind"));

    assertThat(run.end().state()).isEqualTo(RunState.ABORTED);
    assertThat(bench.site().effects()).isEmpty();
  }

  @Test
  void holdPausesWhatIsUnderWayAndResumeGoesOn() {
    bench.site().script(newVersionOf("backend"), FOREVER);
    TestBench.Run run = bench.start(plan("r8").wave("backend").wave("frontend"));
    TestBench.eventually("backend is changed", () -> !bench.site().sets().isEmpty());

    assertThat(run.workflow().hold(run.order(BOB, "look first")))
        .isInstanceOf(Answer.Accepted.class);
    TestBench.eventually("paused", () -> bench.site().effects().contains("pause backend"));
    assertThat(run.workflow().hold(run.order(BOB, "twice"))).isInstanceOf(Answer.Refused.class);
    run.workflow().resume(run.order(BOB, ""));
    TestBench.eventually("resumed", () -> bench.site().effects().contains("resume backend"));
    run.workflow().abort(run.order(BOB, "enough"));

    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
  }

  @Test
  void aHoldThatGetsTooOldBacksOutAsATimeOut() {
    TestBench.Run run =
        bench.start(
            plan("r9").wave("backend").notice(Duration.ofMinutes(10)).maxHold(Duration.ofHours(1)));
    run.workflow().hold(run.order(BOB, "wait"));

    RunEnd end = run.end();

    assertThat(end.state()).isEqualTo(RunState.ABORTED);
    assertThat(end.summary()).contains("1h");
  }

  @Test
  void anIllPlatformHoldsAndNobodyIsBlamed() {
    bench
        .site()
        .script(newVersionOf("backend"), new RolloutSighting.PlatformIll("scheduler", "no nodes"));
    TestBench.Run run = bench.start(plan("r10").wave("backend"));
    TestBench.eventually("held", () -> !bench.site().facts(Fact.Held.class).isEmpty());
    bench.site().clearScripts();

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.SystemIll.class)).hasSize(1);
    assertThat(bench.site().facts(Fact.SystemWell.class)).hasSize(1);
    assertThat(bench.site().facts(Fact.KnownBadMarked.class)).isEmpty();
  }

  @Test
  void twoServicesThatSufferFromOneSystemHoldForThemselves() {
    var ill = new RolloutSighting.PlatformIll("scheduler", "no nodes");
    bench.site().script(newVersionOf("frontend"), ill);
    bench.site().script(newVersionOf("worker"), ill);
    TestBench.Run run = bench.start(plan("r19").wave("frontend", "worker").wave("backend"));
    TestBench.eventually(
        "both are ill", () -> bench.site().facts(Fact.SystemIll.class).size() == 2);

    bench.site().clearScriptOf(state("worker", 'b'));
    TestBench.eventually(
        "the worker is well", () -> bench.site().facts(Fact.SystemWell.class).size() == 1);
    TestBench.eventually(
        "frontend is still said to be what it waits for",
        () -> !heldReasons().isEmpty() && heldReasons().getLast().contains("frontend"));
    assertThat(bench.site().facts(Fact.Resumed.class)).isEmpty();

    bench.site().clearScripts();
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.SystemIll.class).stream().map(Fact.SystemIll::system))
        .containsExactlyInAnyOrder("scheduler (for frontend)", "scheduler (for worker)");
    assertThat(bench.site().facts(Fact.SystemWell.class).stream().map(Fact.SystemWell::system))
        .containsExactlyInAnyOrder("scheduler (for frontend)", "scheduler (for worker)");
  }

  private List<String> heldReasons() {
    return bench.site().facts(Fact.Held.class).stream().map(Fact.Held::why).toList();
  }

  @Test
  void whatSomebodyPausedMeanwhileIsNotSetGoingAgain() {
    bench.site().paused(true);

    RunEnd end = bench.start(plan("r20").wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.REFUSED);
    assertThat(end.summary())
        .contains("Deployment/backend in shop was paused by somebody")
        .contains("kubectl -n shop rollout resume deployment/backend");
    assertThat(bench.site().sets()).isEmpty();
  }

  @Test
  void aLedgerOutageStopsForwardSteps() {
    TestBench.Run run = bench.start(plan("r11").wave("backend").approval(1, Duration.ofDays(3)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());
    bench.site().ledgerAway(true);
    run.workflow().vote(run.vote(BOB, Choice.APPROVE, "ok"));
    bench.temporal().sleep(Duration.ofMinutes(10));
    assertThat(bench.site().effects()).isEmpty();

    bench.site().ledgerAway(false);

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aLedgerOutageStopsNoUndo() {
    bench.site().script(newVersionOf("frontend"), FOREVER);
    TestBench.Run run = bench.start(plan("r12").wave("backend").wave("frontend"));
    TestBench.eventually("frontend is changed", () -> bench.site().sets().size() == 2);
    bench.site().ledgerAway(true);

    run.workflow().abort(run.order(BOB, "now"));

    TestBench.eventually("undone", () -> bench.site().sets().size() == 4);
    bench.site().ledgerAway(false);
    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().facts(Fact.Undone.class)).hasSize(2);
  }

  @Test
  void anUndoThatFailsLeavesASentenceWithTheCommand() {
    bench.site().script(newVersionOf("frontend"), FOREVER);
    TestBench.Run run = bench.start(plan("r13").wave("backend").wave("frontend"));
    TestBench.eventually("frontend is changed", () -> bench.site().sets().size() == 2);
    bench.site().put(state("backend", 'c'));

    run.workflow().abort(run.order(BOB, "now"));
    RunEnd end = run.end();

    assertThat(end.state()).isEqualTo(RunState.NEEDS_ATTENTION);
    assertThat(end.leftToDo()).hasSize(1);
    assertThat(end.leftToDo().getFirst()).contains("kubectl -n shop set image deployment/backend");
    assertThat(bench.site().live(workload("frontend"))).isEqualTo(state("frontend", 'a'));
  }

  @Test
  void aTimeOutUndoesButNoDigestBecomesKnownBad() {
    bench.site().script(newVersionOf("backend"), FOREVER);

    RunEnd end =
        bench.start(plan("r14").rolloutTimeout(Duration.ofSeconds(2)).wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().facts(Fact.KnownBadMarked.class)).isEmpty();
    assertThat(bench.site().sets()).hasSize(2);
  }

  @Test
  void allThatFailTogetherAreUndoneUnderUndoFailed() {
    bench.site().script(newVersionOf("backend"), crash("backend"));
    bench.site().script(newVersionOf("frontend"), crash("frontend"));

    RunEnd end =
        bench
            .start(plan("r15").onFailure(FailureAction.UNDO_FAILED).wave("backend", "frontend"))
            .end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    assertThat(bench.site().live(workload("frontend"))).isEqualTo(state("frontend", 'a'));
    assertThat(bench.site().facts(Fact.KnownBadMarked.class)).isNotEmpty();
  }

  @Test
  void aCrashIsUndoneAlthoughASiblingWaitsForTheLedger() {
    bench.site().script(newVersionOf("backend"), FOREVER);
    TestBench.Run run = bench.start(plan("r16").oneAtATime().wave("backend", "frontend"));
    TestBench.eventually("backend is changed", () -> bench.site().sets().size() == 1);
    bench.site().ledgerAway(true);
    bench.site().clearScripts();
    bench.site().script(newVersionOf("backend"), crash("backend"));

    run.workflow().abort(run.order(BOB, "it crashes"));

    TestBench.eventually("undone", () -> bench.site().sets().size() == 2);
    bench.site().ledgerAway(false);
    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
  }

  @Test
  void aChangeOfConfigurationAloneMakesNoImageBad() {
    bench.site().put(state("backend", 'b'));
    bench.site().script(newVersionOf("backend"), crash("backend"));

    RunEnd end = bench.start(plan("r17").recordedAs('b').wave("backend")).end();

    assertThat(end.state()).as("the old state crashes too").isEqualTo(RunState.NEEDS_ATTENTION);
    assertThat(bench.site().facts(Fact.KnownBadMarked.class)).isEmpty();
  }

  @Test
  void anAnswerOfTheLedgerThatLooksFinalIsAskedAgain() {
    TestBench.Run run = bench.start(plan("r18").wave("backend").approval(1, Duration.ofDays(3)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());
    bench.site().ledgerForbidden(true);
    run.workflow().vote(run.vote(BOB, Choice.APPROVE, "ok"));
    bench.temporal().sleep(Duration.ofMinutes(5));
    assertThat(bench.site().sets()).isEmpty();

    bench.site().ledgerForbidden(false);

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }
}
