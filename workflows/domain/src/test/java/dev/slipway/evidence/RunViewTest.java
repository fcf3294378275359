package dev.slipway.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.compensation.Undo;
import dev.slipway.compensation.UndoState;
import dev.slipway.gate.ApprovalPolicy;
import dev.slipway.gate.Choice;
import dev.slipway.gate.GateOutcome;
import dev.slipway.gate.Vote;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.release.Reaction;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunViewTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final RunId RUN = RunId.of("r-1");
  private static final ServiceName BACKEND = ServiceName.of("backend");
  private static final ServiceName FRONTEND = ServiceName.of("frontend");
  private static final WorkloadRef WORKLOAD =
      new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "backend");
  private static final OperationKey KEY = OperationKey.of("rollout/r-1/backend", "change", "x");
  private static final Actor ALEX = new Actor("alex", List.of(Role.RELEASER));
  private static final Actor SAM = new Actor("sam", List.of(Role.APPROVER));

  private static RunView after(Fact... facts) {
    RunView view = RunView.empty(RUN);
    int second = 0;
    for (Fact fact : facts) {
      view = view.apply(new KeyedFact("k" + second, NOON.plusSeconds(second++), fact));
    }
    return view;
  }

  private static Fact.ReleaseRequested requested() {
    return new Fact.ReleaseRequested(
        new ReleaseRequest(
            RUN,
            EnvironmentName.of("production"),
            List.of(new WantedService(BACKEND, "1.2.0"), new WantedService(FRONTEND, "1.2.0")),
            List.of(),
            ReleaseKind.ORDINARY,
            ALEX,
            "weekly",
            false));
  }

  private static Fact.StateChanged in(RunState state) {
    return new Fact.StateChanged(state, "");
  }

  private static Fact.GateOpened gate() {
    return new Fact.GateOpened(
        new ApprovalPolicy(
            2,
            List.of(Role.APPROVER, Role.OPERATOR),
            true,
            false,
            Duration.ofHours(2),
            Duration.ZERO,
            Duration.ZERO,
            List.of(),
            List.of()),
        "abc",
        NOON.plusSeconds(7200));
  }

  private static Fact.VoteCounted yes(Actor by) {
    return new Fact.VoteCounted(new Vote("v-" + by.name(), by, Choice.APPROVE, "", "abc", null));
  }

  @Test
  void knowsWhatWasAskedAndWhen() {
    RunView view = after(requested(), in(RunState.QUEUED));

    assertThat(view.asked().kind()).isEqualTo(RunKind.RELEASE);
    assertThat(view.asked().requestedBy()).isEqualTo("alex");
    assertThat(view.services()).containsExactly(BACKEND, FRONTEND);
    assertThat(view.state()).isEqualTo(RunState.QUEUED);
    assertThat(view.times()).isEqualTo(new Times(NOON, NOON.plusSeconds(1), null, 2));
    assertThat(view.ended()).isFalse();
  }

  @Test
  void saysWhoseVoteIsMissing() {
    RunView view = after(requested(), gate(), in(RunState.AWAITING_APPROVAL), yes(SAM));

    assertThat(view.waitingFor())
        .contains("waits for 1 of 2 approvals by approver or operator until 2026-11-20T14:00:00Z");
    assertThat(view.gate()).isNotNull();
    assertThat(view.gate().votes()).hasSize(1);
  }

  @Test
  void asksAnewWhenTheGateIsOpenedAgain() {
    RunView view =
        after(requested(), gate(), yes(SAM), new Fact.GateClosed(GateOutcome.VOIDED, "drift"));
    assertThat(view.gate()).isNotNull();
    assertThat(view.gate().outcome()).isEqualTo(GateOutcome.VOIDED);

    RunView again = view.apply(new KeyedFact("again", NOON.plusSeconds(60), gate()));
    assertThat(again.gate()).isNotNull();
    assertThat(again.gate().votes()).isEmpty();
    assertThat(again.gate().outcome()).isEqualTo(GateOutcome.OPEN);
  }

  @Test
  void tellsAHoldBeforeAnythingElseAndForgetsItWhenResumed() {
    Fact[] facts = {
      requested(), in(RunState.ROLLING_OUT), new Fact.Held("alex", "lunch"), in(RunState.HELD)
    };
    RunView held = after(facts);
    assertThat(held.waitingFor()).contains("held by alex: lunch; waits for resume or abort");

    RunView going =
        held.apply(new KeyedFact("r", NOON, new Fact.Resumed("sam")))
            .apply(new KeyedFact("s", NOON, in(RunState.ROLLING_OUT)));
    assertThat(going.waitingFor()).isEmpty();
  }

  @Test
  void knowsEachStateFromTheFactThatBringsIt() {
    assertThat(after(requested(), gate()).state()).isEqualTo(RunState.AWAITING_APPROVAL);
    assertThat(after(requested(), new Fact.Announced(NOON)).state()).isEqualTo(RunState.ANNOUNCED);
    assertThat(after(requested(), new Fact.LockWaiting("for r-0")).state())
        .isEqualTo(RunState.QUEUED);
    assertThat(after(requested(), wave()).state()).isEqualTo(RunState.ROLLING_OUT);
    assertThat(after(requested(), wave(), undoing()).state()).isEqualTo(RunState.COMPENSATING);
  }

  private static Fact.WaveStarted wave() {
    return new Fact.WaveStarted(1, List.of(BACKEND));
  }

  private static Fact.CompensationStarted undoing() {
    return new Fact.CompensationStarted(new Trouble.Stopped("sam", "no"), Reaction.UNDO_ALL);
  }

  @Test
  void aHoldHidesWhatGoesOnBeneathUntilItEnds() {
    RunView held =
        after(requested(), new Fact.Held("alex", "lunch"), new Fact.LockWaiting("for r-0"));
    assertThat(held.state()).isEqualTo(RunState.HELD);
    assertThat(held.waitingFor().orElseThrow()).startsWith("held by alex");

    RunView still = held.apply(told(new Fact.Held("slipway", "no nodes")));
    RunView going = still.apply(told(new Fact.Resumed("alex")));

    assertThat(going.state()).isEqualTo(RunState.QUEUED);
    assertThat(going.waitingFor()).contains("for r-0");
  }

  @Test
  void theWayBackEndsAHoldAndIsNotHeld() {
    RunView back = after(requested(), wave(), new Fact.Held("alex", "lunch"), undoing());
    assertThat(back.state()).isEqualTo(RunState.COMPENSATING);
    assertThat(back.waitingFor()).isEmpty();

    RunView left = back.apply(told(new Fact.Held("slipway", "still held: no nodes")));

    assertThat(left.state()).isEqualTo(RunState.COMPENSATING);
    assertThat(left.waitingFor()).isEmpty();
  }

  @Test
  void anAbortEndsAHold() {
    RunView aborted =
        after(
            requested(),
            gate(),
            new Fact.Held("alex", "lunch"),
            new Fact.AbortAccepted("sam", "wrong version"));

    assertThat(aborted.state()).isEqualTo(RunState.AWAITING_APPROVAL);
  }

  @Test
  void aGateThatIsClosedIsWaitedForNoLonger() {
    RunView approved =
        after(requested(), gate(), yes(SAM), new Fact.GateClosed(GateOutcome.OVERRIDDEN, ""));

    assertThat(approved.waitingFor()).isEmpty();
  }

  @Test
  void tellsWhichSystemIsIllSinceWhen() {
    RunView ill =
        after(
            requested(),
            new Fact.SystemIll("registry", "503"),
            new Fact.SystemIll("registry", "still 503"));

    assertThat(ill.standing().ill())
        .containsExactly(new IllSystem("registry", "still 503", NOON.plusSeconds(1)));
    assertThat(ill.waitingFor()).contains("waits for registry: still 503");
    assertThat(ill.apply(new KeyedFact("w", NOON, new Fact.SystemWell("registry"))).waitingFor())
        .isEmpty();
  }

  @Test
  void tellsTheLockAndTheNoticePeriod() {
    RunView queued =
        after(requested(), in(RunState.QUEUED), new Fact.LockWaiting("waits for run r-0"));
    assertThat(queued.waitingFor()).contains("waits for run r-0");

    RunView granted = queued.apply(new KeyedFact("g", NOON, new Fact.LockGranted(7)));
    assertThat(granted.standing().token()).isEqualTo(7);
    assertThat(granted.waitingFor()).isEmpty();

    assertThat(after(requested(), new Fact.Announced(NOON), in(RunState.ANNOUNCED)).waitingFor())
        .contains("starts at 2026-11-20T12:00:00Z");
  }

  @Test
  void followsServicesAndWorkloads() {
    RunView view =
        after(
            requested(),
            new Fact.WaveStarted(1, List.of(BACKEND)),
            new Fact.RolloutStarted(BACKEND, false),
            new Fact.ChangeIntended(
                BACKEND, KEY, new WorkloadChange(WORKLOAD, List.of(), List.of())));
    assertThat(workload(view)).isEqualTo(WorkloadState.CHANGING);

    view = view.apply(told(new Fact.ChangeMade(BACKEND, KEY, WORKLOAD, applied())));
    assertThat(workload(view)).isEqualTo(WorkloadState.CHANGED);
    view =
        view.apply(
            told(
                new Fact.WorkloadSeen(
                    BACKEND,
                    WORKLOAD,
                    new RolloutSighting.Crashing(
                        "backend-1", "app", ImageRef.of("r/a:1"), "OOMKilled", 3, ""))));
    assertThat(workload(view)).isEqualTo(WorkloadState.TROUBLED);
    assertThat(service(view).workloads().getFirst().detail()).contains("OOMKilled, 3 restarts");

    view =
        view.apply(
            told(
                new Fact.RolloutEnded(
                    BACKEND, false, new RolloutEnd.Failed(new Trouble.Stopped("sam", "no")))));
    assertThat(service(view).state()).isEqualTo(ServiceState.FAILED);
    assertThat(service(view).detail()).isEqualTo("stopped by sam: no");
    view = view.apply(told(new Fact.RolloutStarted(BACKEND, true)));
    view = view.apply(told(new Fact.RolloutEnded(BACKEND, true, new RolloutEnd.Done(1))));
    assertThat(service(view).state()).isEqualTo(ServiceState.BACK);
    view = view.apply(told(new Fact.Verified(BACKEND, List.of())));
    assertThat(service(view).state())
        .as("a look at what came back makes the new version not verified")
        .isEqualTo(ServiceState.BACK);
  }

  private static ChangeResult applied() {
    return new ChangeResult.Applied(3);
  }

  private static KeyedFact told(Fact fact) {
    return new KeyedFact("x", NOON, fact);
  }

  private static ServiceView service(RunView view) {
    return view.progress().service(BACKEND).orElseThrow();
  }

  private static WorkloadState workload(RunView view) {
    return service(view).workloads().getFirst().state();
  }

  @Test
  void keepsServicesThatNoWaveNamed() {
    RunView view =
        after(
            new Fact.RollbackRequested(
                new RollbackRequest(
                    RUN,
                    RunId.of("r-0"),
                    EnvironmentName.of("production"),
                    List.of(),
                    ALEX,
                    "errors")),
            new Fact.RolloutStarted(FRONTEND, true),
            new Fact.RolloutStarted(BACKEND, true));

    assertThat(view.asked().kind()).isEqualTo(RunKind.ROLLBACK);
    assertThat(view.asked().of()).isEqualTo(RunId.of("r-0"));
    assertThat(view.services()).containsExactly(BACKEND, FRONTEND);
    assertThat(view.progress().waves()).hasSize(1);
    assertThat(view.progress().services())
        .extracting(ServiceView::state)
        .containsOnly(ServiceState.GOING_BACK);
  }

  @Test
  void countsUndosAndSaysWhatIsLeft() {
    var undo =
        new Undo.RestoreService(BACKEND, SiteName.of("west"), List.of(), List.of(), List.of());
    var trouble =
        new Trouble.BadChange("backend", "crashes", List.of(Digest.of("sha256:" + "0".repeat(64))));
    RunView view =
        after(
            requested(),
            new Fact.UndoRecorded(1, undo),
            new Fact.UndoRecorded(2, undo),
            new Fact.CompensationStarted(trouble, Reaction.UNDO_ALL),
            new Fact.Undone(2, BACKEND),
            new Fact.UndoFailed(1, BACKEND, "set the image by hand"));

    assertThat(view.undos())
        .extracting(UndoView::state)
        .containsExactly(UndoState.FAILED, UndoState.DONE);
    assertThat(view.leftToDo()).containsExactly("set the image by hand");
    assertThat(view.standing().trouble()).isEqualTo("backend: crashes");
  }

  @Test
  void staysEndedWhateverIsToldAfterwards() {
    RunView view =
        after(
            requested(),
            new Fact.LockGranted(7),
            new Fact.RunEnded(new RunEnd(RunState.COMPENSATED, "all is back", List.of())),
            new Fact.StateChanged(RunState.ROLLING_OUT, "late"),
            new Fact.MessageRefused("abort", "alex", "it has ended"));

    assertThat(view.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(view.summary()).isEqualTo("all is back");
    assertThat(view.waitingFor()).isEmpty();
    assertThat(view.standing().token()).isNull();
    assertThat(view.times().facts()).isEqualTo(5);
    assertThat(view.times().endedAt()).isEqualTo(NOON.plusSeconds(2));
  }
}
