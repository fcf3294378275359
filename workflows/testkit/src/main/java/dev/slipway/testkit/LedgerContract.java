package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.artifact.KnownBad;
import dev.slipway.compensation.Undo;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.evidence.LockRecallRequest;
import dev.slipway.contract.evidence.OpenRuns;
import dev.slipway.contract.evidence.OpenRunsRequest;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Journal;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockMemory;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Memory;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.Intent;
import dev.slipway.snapshot.LastGood;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every ledger shows to workflows. Each test starts with an empty one. */
public abstract class LedgerContract {
  private static final EnvironmentName PRODUCTION = EnvironmentName.of("production");
  private static final ServiceName BACKEND = ServiceName.of("backend");
  private static final Actor ALEX = new Actor("alex", List.of());
  private static final RunId RUN = RunId.of("r-1");
  private static final RunId OTHER = RunId.of("r-2");

  protected abstract LedgerActivities ledger();

  /** All facts of a run, in the order in which they were told. */
  protected abstract List<Fact> facts(RunId run);

  /** Records evidence of kind {@code unit-tests}. */
  protected abstract void prove(Digest digest, boolean passed, Instant at);

  /** The time that the ledger takes for now. */
  protected abstract Instant now();

  @Test
  void keepsFactsInOrderAndSkipsAKeyThatIsThere() {
    tell(RUN, told("a", held("one")), told("b", held("two")));
    tell(RUN, told("b", held("two")), told("c", held("three")));

    assertThat(facts(RUN)).containsExactly(held("one"), held("two"), held("three"));
  }

  @Test
  void keepsTheKeysOfTwoRunsApart() {
    tell(RUN, told("a", held("one")));
    tell(RunId.of("r-2"), told("a", held("two")));

    assertThat(facts(RunId.of("r-2"))).containsExactly(held("two"));
  }

  @Test
  void refusesAnotherFactUnderAKeyThatIsThereAndKeepsNothingOfTheBatch() {
    tell(RUN, told("a", held("one")));

    assertThatThrownBy(() -> tell(RUN, told("b", held("two")), told("a", held("other"))))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("INVALID"));
    assertThat(facts(RUN)).containsExactly(held("one"));
  }

  @Test
  void listsOpenRunsOfAnEnvironmentByPage() {
    tell(RunId.of("b"), told("1", release(RunId.of("b"))));
    tell(RunId.of("a"), told("1", release(RunId.of("a"))));
    tell(RunId.of("c"), told("1", rollback(RunId.of("c"))));
    tell(RunId.of("d"), told("1", release(RunId.of("d"))), told("2", ended()));
    tell(RunId.of("note"), told("1", held("no run")));

    OpenRuns first = ledger().openRuns(new OpenRunsRequest(PRODUCTION, null, 2));
    OpenRuns second = ledger().openRuns(new OpenRunsRequest(PRODUCTION, first.last(), 2));

    assertThat(first.workflowIds()).containsExactly("release/a", "release/b");
    assertThat(second).isEqualTo(new OpenRuns(List.of("rollback/c"), null));
    assertThat(
            ledger()
                .openRuns(new OpenRunsRequest(EnvironmentName.of("staging"), null, 2))
                .workflowIds())
        .isEmpty();
  }

  @Test
  void remembersTheNewestGoodStateOfEachWorkload() {
    tell(RUN, told("1", good(2, now())));
    tell(RunId.of("late"), told("1", good(1, now().minusSeconds(60))));

    assertThat(recall(BACKEND).lastGood()).extracting(LastGood::state).containsExactly(change(2));
    assertThat(recall(ServiceName.of("frontend")).lastGood()).isEmpty();
  }

  @Test
  void remembersWhatOpenRunsIntendAndForgetsItWhenTheyEnd() {
    tell(RUN, told("1", release(RUN)), told("2", intended(1)), told("3", undo(2, 3)));
    tell(RunId.of("r-0"), told("1", release(RunId.of("r-0"))), told("2", intended(4)));
    tell(OTHER, told("1", release(OTHER)), told("2", intended(5)), told("3", ended()));

    assertThat(recall(BACKEND).intended())
        .containsExactly(
            new Intent(RunId.of("r-0"), BACKEND, change(4)),
            new Intent(RUN, BACKEND, change(1)),
            new Intent(RUN, BACKEND, change(2)),
            new Intent(RUN, BACKEND, change(3)));
    assertThat(recall(ServiceName.of("frontend")).intended()).isEmpty();
    assertThat(
            ledger()
                .recall(new RecallRequest(EnvironmentName.of("staging"), List.of(BACKEND)))
                .intended())
        .isEmpty();
  }

  @Test
  void remembersWhoHoldsALockUntilItIsReturnedLostOrOver() {
    tell(RUN, told("1", releaseOf(RUN, "backend")), told("2", new Fact.LockGranted(70)));
    tell(OTHER, told("1", rollback(OTHER)), told("2", new Fact.LockGranted(71)));
    tell(OTHER, told("3", undo(2, 3)));
    untold(RunId.of("waits"), new Fact.LockWaiting("for r-1"));
    untold(RunId.of("returned"), new Fact.LockGranted(60), new Fact.LockReturned());
    untold(RunId.of("lost"), new Fact.LockGranted(61), new Fact.LockLost("broken by olga"));
    untold(RunId.of("over"), new Fact.LockGranted(62), ended());

    assertThat(locks().holders())
        .containsExactlyInAnyOrder(
            new Holder(lock(RUN, "release/r-1", LockPurpose.RELEASE), 70),
            new Holder(lock(OTHER, "rollback/r-2", LockPurpose.ROLLBACK), 71));
    assertThat(ledger().recallLocks(new LockRecallRequest(EnvironmentName.of("staging"))))
        .isEqualTo(LockMemory.none());
  }

  private void untold(RunId run, Fact... facts) {
    tell(run, told("1", release(run)));
    for (int i = 0; i < facts.length; i++) {
      tell(run, told("f" + i, facts[i]));
    }
  }

  private LockMemory locks() {
    return ledger().recallLocks(new LockRecallRequest(PRODUCTION));
  }

  private static LockRequest lock(RunId run, String workflowId, LockPurpose purpose) {
    return new LockRequest(run, workflowId, purpose, List.of(BACKEND), "alex", false);
  }

  @Test
  void remembersAnEmergencyStopUntilItIsLifted() {
    RunId journal = Journal.of(PRODUCTION);
    tell(journal, told("1", new Fact.StopChanged(PRODUCTION, true, true, "olga", "flood")));
    assertThat(locks().stop()).isEqualTo(new StopOrder("olga", "flood", true, now()));

    tell(journal, told("2", new Fact.StopChanged(PRODUCTION, false, false, "olga", "dry again")));
    assertThat(locks().stop()).isNull();
  }

  @Test
  void remembersKnownBadDigestsUntilTheyAreLifted() {
    tell(RUN, told("1", new Fact.KnownBadMarked(new KnownBad(digest(1), "x", RUN, now()))));
    assertThat(recall(BACKEND).knownBad()).extracting(KnownBad::digest).containsExactly(digest(1));
    assertThat(ledger().check(new Check.NotKnownBad(digest(1)))).isInstanceOf(Finding.Failed.class);
    assertThat(ledger().check(new Check.NotKnownBad(digest(2)))).isInstanceOf(Finding.Passed.class);

    tell(RUN, told("2", new Fact.KnownBadLifted(digest(1), "olga", "was the node")));
    assertThat(recall(BACKEND).knownBad()).isEmpty();
    assertThat(ledger().check(new Check.NotKnownBad(digest(1)))).isInstanceOf(Finding.Passed.class);
  }

  @Test
  void letsTheNewestEvidenceAboutExactlyThisDigestDecide() {
    assertThat(evidence(1)).isInstanceOf(Finding.Failed.class);

    prove(digest(1), false, now().minusSeconds(7200));
    prove(digest(1), true, now().minusSeconds(3600));
    assertThat(evidence(1)).isInstanceOf(Finding.Passed.class);
    assertThat(evidence(2)).isInstanceOf(Finding.Failed.class);

    prove(digest(1), false, now().minusSeconds(60));
    assertThat(evidence(1)).isInstanceOf(Finding.Failed.class);
    prove(digest(3), true, now().minus(Duration.ofDays(2)));
    assertThat(evidence(3)).isInstanceOf(Finding.Failed.class);
  }

  private Finding evidence(int digest) {
    return ledger().check(new Check.Evidence("unit-tests", digest(digest), Duration.ofDays(1)));
  }

  private Memory recall(ServiceName service) {
    return ledger().recall(new RecallRequest(PRODUCTION, List.of(service)));
  }

  private void tell(RunId run, KeyedFact... facts) {
    ledger().append(new AppendRequest(run, PRODUCTION, Arrays.asList(facts)));
  }

  private KeyedFact told(String key, Fact fact) {
    return new KeyedFact(key, now(), fact);
  }

  private static Fact held(String why) {
    return new Fact.Held("alex", why);
  }

  private static Fact release(RunId run) {
    return new Fact.ReleaseRequested(
        new ReleaseRequest(
            run, PRODUCTION, List.of(), List.of(), ReleaseKind.ORDINARY, ALEX, "weekly", false));
  }

  private static Fact releaseOf(RunId run, String service) {
    return new Fact.ReleaseRequested(
        new ReleaseRequest(
            run,
            PRODUCTION,
            List.of(new WantedService(ServiceName.of(service), "1.2.0")),
            List.of(),
            ReleaseKind.ORDINARY,
            ALEX,
            "weekly",
            false));
  }

  private static Fact intended(int digest) {
    return new Fact.ChangeIntended(
        BACKEND, OperationKey.of("rollout/r-1/backend", "change", "x"), change(digest));
  }

  private static Fact undo(int back, int away) {
    return new Fact.UndoRecorded(
        1,
        new Undo.RestoreService(
            BACKEND, SiteName.of("west"), List.of(change(back)), List.of(change(away)), List.of()));
  }

  private static Fact rollback(RunId run) {
    return new Fact.RollbackRequested(
        new RollbackRequest(run, RUN, PRODUCTION, List.of(), ALEX, "errors"));
  }

  private static Fact ended() {
    return new Fact.RunEnded(new RunEnd(RunState.SUCCEEDED, "done", List.of()));
  }

  private static Fact good(int digest, Instant at) {
    return new Fact.ServiceGood(PRODUCTION, new LastGood(BACKEND, change(digest), RUN, at));
  }

  private static Digest digest(int number) {
    return Digest.of("sha256:" + "%064x".formatted(number));
  }

  private static WorkloadChange change(int digest) {
    return new WorkloadChange(
        new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "backend"),
        List.of(new ContainerImage("app", false, ImageRef.pinned("r.example/app", digest(digest)))),
        List.of());
  }
}
