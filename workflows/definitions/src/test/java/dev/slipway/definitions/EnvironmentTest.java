package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.ANN;
import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.PROD;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.environment.BreakOrder;
import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Answer;
import dev.slipway.gate.Choice;
import dev.slipway.houserules.Covers;
import dev.slipway.lock.LockMemory;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Several runs in one environment. */
@Timeout(90)
class EnvironmentTest {
  private static final RolloutSighting FOREVER = new RolloutSighting.Complete(0);
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  private void neverReady(String service) {
    bench.site().script(change -> change.equals(state(service, 'b')), FOREVER);
  }

  private static RollbackStart back(Plans plan, String run) {
    return new RollbackStart(
        new RollbackRequest(
            RunId.of(run), plan.request().run(), PROD, List.of(), BOB, "customers complain"),
        plan.build(),
        plan.snapshots());
  }

  @Test
  void aSecondReleaseOfTheSameServiceWaitsAndSaysForWhom() {
    neverReady("backend");
    TestBench.Run first = bench.start(plan("e1").wave("backend"));
    TestBench.eventually("the first is at work", () -> bench.site().sets().size() == 1);
    TestBench.Run second = bench.start(plan("e2").wave("backend"));
    TestBench.eventually(
        "the second waits", () -> !bench.site().facts(Fact.LockWaiting.class).isEmpty());

    assertThat(bench.site().facts(Fact.LockWaiting.class).getFirst().why())
        .contains("e1")
        .contains("ann");
    bench.site().clearScripts();
    first.workflow().abort(first.order(BOB, "make room"));

    assertThat(first.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(second.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void whatTheRunBeforeLeavesBehindIsNoSurpriseToTheRunThatWaitedForIt() {
    neverReady("backend");
    TestBench.Run first = bench.start(plan("e15").wave("backend"));
    TestBench.eventually("the first is at work", () -> bench.site().sets().size() == 1);
    TestBench.Run second =
        bench.start(plan("e16").recordedAs('b').to("3.0.0", 'c').wave("backend"));
    TestBench.eventually(
        "the second waits", () -> !bench.site().facts(Fact.LockWaiting.class).isEmpty());

    bench.site().clearScripts();
    first.workflow().abort(first.order(BOB, "make room"));

    assertThat(first.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(second.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'c'));
  }

  @Test
  void aLockThatIsBrokenBeforeAnyChangeLeavesNothingToDo() {
    bench.site().clusterAway(true);
    TestBench.Run run = bench.start(plan("e17").wave("backend"));
    TestBench.eventually("granted", () -> !bench.site().facts(Fact.LockGranted.class).isEmpty());

    bench.environment().breakLock(new BreakOrder(RunId.of("e17"), "bob", "stuck"));

    RunEnd end = run.end();
    assertThat(end.state()).isEqualTo(RunState.ABORTED);
    assertThat(end.leftToDo()).isEmpty();
    assertThat(bench.site().sets()).isEmpty();
  }

  @Test
  @Covers({"IPA-52", "EDG-09"})
  void aPersonTakesAFinishedReleaseBackAndSaysWhy() {
    Plans earlier = plan("e3").wave("backend");
    assertThat(bench.start(earlier).end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'b'));

    RunEnd end = bench.rollback(back(earlier, "e3-back"));

    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    RollbackRequest asked = bench.site().facts(Fact.RollbackRequested.class).getFirst().request();
    assertThat(asked.requestedBy()).isEqualTo(BOB);
    assertThat(asked.reason()).isEqualTo("customers complain");
  }

  @Test
  void aRollbackPreemptsAReleaseUnderWay() {
    Plans earlier = plan("e4").wave("backend");
    neverReady("backend");
    TestBench.Run release = bench.start(earlier);
    TestBench.eventually("at work", () -> bench.site().sets().size() == 1);

    bench.startRollback(back(earlier, "e4-back"));

    RunEnd end = release.end();
    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(end.summary()).contains("pre-empted by e4-back");
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
  }

  @Test
  void anEmergencyStopHoldsAndALiftGoesOn() {
    TestBench.Run run =
        bench.start(plan("e5").wave("backend").wave("frontend").approval(1, Duration.ofHours(9)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());
    TestBench.Run starter = bench.start(plan("e6").wave("worker"));
    assertThat(starter.end().state()).isEqualTo(RunState.SUCCEEDED);

    Answer stopped = bench.environment().stop(new StopOrder("bob", "fire", false, Instant.EPOCH));
    run.workflow().vote(run.vote(BOB, Choice.APPROVE, "ok"));
    TestBench.eventually(
        "waits",
        () -> bench.site().sentences().stream().anyMatch(s -> s.contains("emergency stop")));

    assertThat(stopped).isInstanceOf(Answer.Accepted.class);
    assertThat(bench.site().sets()).hasSize(1);
    bench.environment().lift(new LiftOrder("bob"));
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void anEmergencyStopToStableBringsEverythingBack() {
    neverReady("frontend");
    TestBench.Run run = bench.start(plan("e7").wave("backend").wave("frontend"));
    TestBench.eventually("frontend is changed", () -> bench.site().sets().size() == 2);

    bench.environment().stop(new StopOrder("bob", "fire", true, Instant.EPOCH));

    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
  }

  @Test
  void aStopThatWasLiftedReachesNobodyAnyMore() {
    TestBench.Run run = bench.start(plan("e20").wave("backend").approval(1, Duration.ofHours(9)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());
    bench.start(plan("e21").wave("worker")).end();
    bench.site().ledgerAway(true);
    bench.environment().stop(new StopOrder("bob", "fire", true, Instant.EPOCH));
    bench.temporal().sleep(Duration.ofMinutes(3));

    bench.environment().lift(new LiftOrder("bob"));
    bench.site().ledgerAway(false);
    bench.temporal().sleep(Duration.ofMinutes(3));

    run.workflow().vote(run.vote(BOB, Choice.APPROVE, "ok"));
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aWaiterAsksAgainWhenTheEnvironmentWasLost() {
    TestBench.Run waiter = waitingBehindAStop("e11");

    bench.loseEnvironment("an operator terminated it");

    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aLostEnvironmentStaysStoppedUntilSomebodyLiftsTheStop() {
    TestBench.Run waiter = waitingBehindAStop("e15");
    bench
        .site()
        .locks(new LockMemory(List.of(), new StopOrder("bob", "fire", false, Instant.EPOCH)));

    bench.loseEnvironment("an operator terminated it");
    // not whole days: who waits asks once a day, and the test server loses a workflow that a signal
    // makes cancel a timer in the moment in which it rings
    bench.temporal().sleep(Duration.ofHours(49));

    assertThat(bench.site().sets()).as("only the run before the stop").hasSize(1);
    assertThat(bench.environment().lift(new LiftOrder("bob"))).isInstanceOf(Answer.Accepted.class);
    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aLostEnvironmentGrantsNothingWhileTheLedgerIsAwayAndSaysSo() {
    TestBench.Run waiter = waitingBehindAStop("e16");
    bench.site().ledgerAway(true);

    bench.loseEnvironment("an operator terminated it");
    bench.temporal().sleep(Duration.ofHours(25));

    assertThat(bench.environment().space().holders()).isEmpty();
    assertThat(bench.environment().lift(new LiftOrder("bob"))).isInstanceOf(Answer.Refused.class);
    bench.site().ledgerAway(false);
    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.LockWaiting.class))
        .extracting(Fact.LockWaiting::why)
        .anyMatch(why -> why.contains("before it knows who holds what: the ledger does not say"));
  }

  @Test
  void aLostEnvironmentRemembersWhoHoldsWhat() {
    neverReady("backend");
    TestBench.Run holder = bench.start(plan("e17").wave("backend"));
    TestBench.eventually("at work", () -> bench.site().sets().size() == 1);
    bench
        .site()
        .locks(new LockMemory(List.of(bench.environment().space().holders().getFirst()), null));

    bench.loseEnvironment("an operator terminated it");
    TestBench.Run next = bench.start(plan("e18").wave("backend"));

    TestBench.eventually("it waits", () -> !bench.site().facts(Fact.LockWaiting.class).isEmpty());
    assertThat(bench.site().facts(Fact.LockWaiting.class).getFirst().why())
        .contains("waits for e17 of ann");
    holder.workflow().abort(holder.order(BOB, "make room"));
    assertThat(holder.end().state()).isEqualTo(RunState.COMPENSATED);
    bench.site().clearScripts();
    assertThat(next.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void whoWaitsIsToldAtOnceThatALostEnvironmentForgotIt() {
    TestBench.Run waiter = waitingBehindAStop("e19");
    bench.loseEnvironment("an operator terminated it");

    bench.start(plan("e20").wave("frontend"));

    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Duration.between(bench.site().when(Fact.ReleaseRequested.class), bench.now()))
        .isLessThan(Duration.ofHours(12));
  }

  @Test
  void whoWaitsInLineCostsNothing() {
    TestBench.Run waiter = waitingBehindAStop("e21");
    bench.temporal().sleep(Duration.ofMinutes(5));
    int before = bench.events(waiter);

    bench.temporal().sleep(Duration.ofHours(20));

    assertThat(bench.events(waiter) - before).isLessThan(3);
    bench.environment().lift(new LiftOrder("bob"));
    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aWaiterAsksAgainWhenTheQueueForgotIt() {
    TestBench.Run waiter = waitingBehindAStop("e12");

    bench.environment().giveBack(RunId.of("e12"));
    bench.environment().lift(new LiftOrder("bob"));

    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  private TestBench.Run waitingBehindAStop(String run) {
    bench.start(plan(run + "-before").wave("worker")).end();
    bench.environment().stop(new StopOrder("bob", "fire", false, Instant.EPOCH));
    TestBench.Run waiter = bench.start(plan(run).wave("backend"));
    TestBench.eventually("it waits", () -> !bench.site().facts(Fact.LockWaiting.class).isEmpty());
    return waiter;
  }

  @Test
  void aWaiterThatAsksForDaysIsToldOnceAndWritesLittle() {
    bench.start(plan("e13").wave("worker")).end();
    bench.environment().stop(new StopOrder("bob", "fire", false, Instant.EPOCH));
    TestBench.Run waiter = bench.start(plan("e14").maxHold(Duration.ofDays(9)).wave("backend"));
    TestBench.eventually("it waits", () -> !bench.site().facts(Fact.LockWaiting.class).isEmpty());

    bench.temporal().sleep(Duration.ofDays(3));

    assertThat(bench.site().facts(Fact.LockWaiting.class)).hasSize(1);
    assertThat(bench.events(waiter)).isBetween(50, 150);
    bench.environment().lift(new LiftOrder("bob"));
    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aBrokenLockEndsTheHolderWithoutAnotherWrite() {
    neverReady("backend");
    TestBench.Run run = bench.start(plan("e8").wave("backend"));
    TestBench.eventually("at work", () -> bench.site().sets().size() == 1);

    Answer broken = bench.environment().breakLock(new BreakOrder(RunId.of("e8"), "bob", "stuck"));
    Answer unknown = bench.environment().breakLock(new BreakOrder(RunId.of("e99"), "bob", "stuck"));

    assertThat(broken).isInstanceOf(Answer.Accepted.class);
    assertThat(unknown).isInstanceOf(Answer.Refused.class);
    assertThat(run.end().state()).isEqualTo(RunState.NEEDS_ATTENTION);
    assertThat(bench.site().sets()).hasSize(1);
  }

  @Test
  void aDetachedReleaseLetsGoOfEverything() {
    neverReady("backend");
    TestBench.Run run = bench.start(plan("e9").wave("backend"));
    TestBench.eventually("at work", () -> bench.site().sets().size() == 1);

    run.workflow().detach(run.order(ANN, "I go on by hand"));

    assertThat(run.end().state()).isEqualTo(RunState.DETACHED);
    assertThat(bench.site().sets()).hasSize(1);
    assertThat(bench.start(plan("e10").wave("frontend")).end().state())
        .isEqualTo(RunState.SUCCEEDED);
  }
}
