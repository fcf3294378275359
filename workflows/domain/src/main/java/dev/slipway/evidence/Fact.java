package dev.slipway.evidence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.KnownBad;
import dev.slipway.compensation.Undo;
import dev.slipway.gate.ApprovalPolicy;
import dev.slipway.gate.GateOutcome;
import dev.slipway.gate.Vote;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.OperationKey;
import dev.slipway.name.ServiceName;
import dev.slipway.notice.Occasion;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.Problem;
import dev.slipway.release.Reaction;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.LastGood;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.StepVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a run. Names on the wire never change; fields are only added. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "fact")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Fact.ReleaseRequested.class, name = "release-requested"),
  @JsonSubTypes.Type(value = Fact.RollbackRequested.class, name = "rollback-requested"),
  @JsonSubTypes.Type(value = Fact.PlanMade.class, name = "plan-made"),
  @JsonSubTypes.Type(value = Fact.PlanRefused.class, name = "plan-refused"),
  @JsonSubTypes.Type(value = Fact.PreflightDone.class, name = "preflight-done"),
  @JsonSubTypes.Type(value = Fact.SnapshotTaken.class, name = "snapshot-taken"),
  @JsonSubTypes.Type(value = Fact.GateOpened.class, name = "gate-opened"),
  @JsonSubTypes.Type(value = Fact.GateReopened.class, name = "gate-reopened"),
  @JsonSubTypes.Type(value = Fact.VoteCounted.class, name = "vote-counted"),
  @JsonSubTypes.Type(value = Fact.MessageRefused.class, name = "message-refused"),
  @JsonSubTypes.Type(value = Fact.GateClosed.class, name = "gate-closed"),
  @JsonSubTypes.Type(value = Fact.Announced.class, name = "announced"),
  @JsonSubTypes.Type(value = Fact.LockWaiting.class, name = "lock-waiting"),
  @JsonSubTypes.Type(value = Fact.LockGranted.class, name = "lock-granted"),
  @JsonSubTypes.Type(value = Fact.LockLost.class, name = "lock-lost"),
  @JsonSubTypes.Type(value = Fact.LockReturned.class, name = "lock-returned"),
  @JsonSubTypes.Type(value = Fact.RecoveryNoteRefused.class, name = "recovery-note-refused"),
  @JsonSubTypes.Type(value = Fact.StateChanged.class, name = "state-changed"),
  @JsonSubTypes.Type(value = Fact.WaveStarted.class, name = "wave-started"),
  @JsonSubTypes.Type(value = Fact.RolloutStarted.class, name = "rollout-started"),
  @JsonSubTypes.Type(value = Fact.ChangeIntended.class, name = "change-intended"),
  @JsonSubTypes.Type(value = Fact.ChangeMade.class, name = "change-made"),
  @JsonSubTypes.Type(value = Fact.WorkloadSeen.class, name = "workload-seen"),
  @JsonSubTypes.Type(value = Fact.RolloutEnded.class, name = "rollout-ended"),
  @JsonSubTypes.Type(value = Fact.Verified.class, name = "verified"),
  @JsonSubTypes.Type(value = Fact.Held.class, name = "held"),
  @JsonSubTypes.Type(value = Fact.Resumed.class, name = "resumed"),
  @JsonSubTypes.Type(value = Fact.AbortAccepted.class, name = "abort-accepted"),
  @JsonSubTypes.Type(value = Fact.SystemIll.class, name = "system-ill"),
  @JsonSubTypes.Type(value = Fact.SystemWell.class, name = "system-well"),
  @JsonSubTypes.Type(value = Fact.TriedAgain.class, name = "tried-again"),
  @JsonSubTypes.Type(value = Fact.TimeBeganAgain.class, name = "time-began-again"),
  @JsonSubTypes.Type(value = Fact.UndoRecorded.class, name = "undo-recorded"),
  @JsonSubTypes.Type(value = Fact.CompensationStarted.class, name = "compensation-started"),
  @JsonSubTypes.Type(value = Fact.Undone.class, name = "undone"),
  @JsonSubTypes.Type(value = Fact.UndoFailed.class, name = "undo-failed"),
  @JsonSubTypes.Type(value = Fact.KnownBadMarked.class, name = "known-bad-marked"),
  @JsonSubTypes.Type(value = Fact.KnownBadLifted.class, name = "known-bad-lifted"),
  @JsonSubTypes.Type(value = Fact.ServiceGood.class, name = "service-good"),
  @JsonSubTypes.Type(value = Fact.NoticeSent.class, name = "notice-sent"),
  @JsonSubTypes.Type(value = Fact.StopChanged.class, name = "stop-changed"),
  @JsonSubTypes.Type(value = Fact.RunEnded.class, name = "run-ended")
})
public sealed interface Fact {
  /** One sentence for the time line. */
  default String sentence() {
    return FactSentence.of(this);
  }

  /** What was asked for, and what came of planning it. */
  sealed interface OfPlan extends Fact {}

  /** What people were told and what they said. */
  sealed interface OfPeople extends Fact {}

  /** Who may change what. */
  sealed interface OfLock extends Fact {}

  /** What was done to workloads and seen of them. */
  sealed interface OfRollout extends Fact {}

  /** What was taken back, and who is to blame. */
  sealed interface OfUndo extends Fact {}

  /** How the run as a whole stands. */
  sealed interface OfRun extends Fact {}

  record ReleaseRequested(ReleaseRequest request) implements OfPlan {}

  record RollbackRequested(RollbackRequest request) implements OfPlan {}

  record PlanMade(ReleasePlan plan) implements OfPlan {}

  record PlanRefused(List<Problem> problems) implements OfPlan {}

  record PreflightDone(PreflightReport report) implements OfPlan {}

  /**
   * @param purpose {@code plan} or {@code lock}
   */
  record SnapshotTaken(String purpose, List<WorkloadSnapshot> snapshots) implements OfPlan {}

  /**
   * @param again why people are asked once more; null the first time
   */
  record GateOpened(
      ApprovalPolicy policy, String planHash, Instant expiresAt, @Nullable String again)
      implements OfPeople {
    /** The first time. */
    public GateOpened(ApprovalPolicy policy, String planHash, Instant expiresAt) {
      this(policy, planHash, expiresAt, null);
    }
  }

  /**
   * The gate would have expired while nobody of us could take a vote: it is open as long again.
   *
   * @param away how long at least nobody was there
   */
  record GateReopened(Duration away, Instant expiresAt) implements OfPeople {}

  record VoteCounted(Vote vote) implements OfPeople {}

  /**
   * @param message vote, hold, resume, abort, rollback, detach
   */
  record MessageRefused(String message, String by, String why) implements OfPeople {}

  record GateClosed(GateOutcome outcome, String why) implements OfPeople {}

  record Announced(Instant startsAt) implements OfPeople {}

  record LockWaiting(String why) implements OfLock {}

  record LockGranted(long token) implements OfLock {}

  record LockLost(String why) implements OfLock {}

  record LockReturned() implements OfLock {}

  record StateChanged(RunState state, String why) implements OfRun {}

  record WaveStarted(int number, List<ServiceName> services) implements OfRollout {}

  record RolloutStarted(ServiceName service, boolean back) implements OfRollout {}

  /**
   * Written before the act: what may have happened is known even if nobody lives to say that it
   * did.
   */
  record ChangeIntended(ServiceName service, OperationKey key, WorkloadChange to)
      implements OfRollout {}

  record ChangeMade(
      ServiceName service, OperationKey key, WorkloadRef workload, ChangeResult result)
      implements OfRollout {}

  record WorkloadSeen(ServiceName service, WorkloadRef workload, RolloutSighting sighting)
      implements OfRollout {}

  record RolloutEnded(ServiceName service, boolean back, RolloutEnd end) implements OfRollout {}

  record Verified(ServiceName service, List<StepVerdict> verdicts) implements OfRollout {}

  record Held(String by, String why) implements OfPeople {}

  record Resumed(String by) implements OfPeople {}

  record AbortAccepted(String by, String why) implements OfPeople {}

  record SystemIll(String system, String what) implements OfRun {}

  record SystemWell(String system) implements OfRun {}

  /**
   * A trouble that passed before anybody had to hear of it.
   *
   * @param what the answer in the end, as a sentence
   * @param retries attempts in vain, at least 1
   */
  record TriedAgain(String what, int retries) implements OfRun {}

  /**
   * A time limit was over while nobody of us was there to look or to listen: it counts anew,
   * because our absence is nobody's fault.
   *
   * @param what the limit that counts anew
   * @param away how long at least nobody was there
   * @param again how long it counts from now
   */
  record TimeBeganAgain(String what, Duration away, Duration again) implements OfRun {}

  /** The way back is in the ledger, but not in the cluster for people without Slipway. */
  record RecoveryNoteRefused(ServiceName service, String why) implements OfUndo {}

  record UndoRecorded(int number, Undo undo) implements OfUndo {}

  record CompensationStarted(Trouble because, Reaction reaction) implements OfUndo {}

  record Undone(int number, ServiceName service) implements OfUndo {}

  record UndoFailed(int number, ServiceName service, String left) implements OfUndo {}

  record KnownBadMarked(KnownBad bad) implements OfUndo {}

  record KnownBadLifted(Digest digest, String by, String reason) implements OfUndo {}

  record ServiceGood(EnvironmentName environment, LastGood good) implements OfRun {}

  record NoticeSent(String receiver, Occasion occasion, boolean delivered, String detail)
      implements OfPeople {}

  record StopChanged(
      EnvironmentName environment, boolean stopped, boolean toStable, String by, String reason)
      implements OfLock {}

  record RunEnded(RunEnd end) implements OfRun {}
}
