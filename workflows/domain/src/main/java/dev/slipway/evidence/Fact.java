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
import java.time.Instant;
import java.util.List;
import java.util.Locale;

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
  @JsonSubTypes.Type(value = Fact.VoteCounted.class, name = "vote-counted"),
  @JsonSubTypes.Type(value = Fact.MessageRefused.class, name = "message-refused"),
  @JsonSubTypes.Type(value = Fact.GateClosed.class, name = "gate-closed"),
  @JsonSubTypes.Type(value = Fact.Announced.class, name = "announced"),
  @JsonSubTypes.Type(value = Fact.LockWaiting.class, name = "lock-waiting"),
  @JsonSubTypes.Type(value = Fact.LockGranted.class, name = "lock-granted"),
  @JsonSubTypes.Type(value = Fact.LockLost.class, name = "lock-lost"),
  @JsonSubTypes.Type(value = Fact.LockReturned.class, name = "lock-returned"),
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
  String sentence();

  record ReleaseRequested(ReleaseRequest request) implements Fact {
    @Override
    public String sentence() {
      return "%s asked to release %s to %s: %s"
          .formatted(
              request.requestedBy().name(),
              String.join(
                  ", ",
                  request.services().stream().map(s -> s.service() + " " + s.version()).toList()),
              request.environment(),
              request.reason());
    }
  }

  record RollbackRequested(RollbackRequest request) implements Fact {
    @Override
    public String sentence() {
      return "%s asked to roll back %s: %s"
          .formatted(request.requestedBy().name(), request.of(), request.reason());
    }
  }

  record PlanMade(ReleasePlan plan) implements Fact {
    @Override
    public String sentence() {
      return "plan %s: %d services in %d waves"
          .formatted(plan.hash(), plan.services().size(), plan.waves().size());
    }
  }

  record PlanRefused(List<Problem> problems) implements Fact {
    @Override
    public String sentence() {
      return "plan refused: "
          + String.join("; ", problems.stream().map(Problem::toString).toList());
    }
  }

  record PreflightDone(PreflightReport report) implements Fact {
    @Override
    public String sentence() {
      return "preflight: %d checks, %d blocking, %d warnings"
          .formatted(report.results().size(), report.blockers().size(), report.warnings().size());
    }
  }

  /**
   * @param purpose {@code plan} or {@code lock}
   */
  record SnapshotTaken(String purpose, List<WorkloadSnapshot> snapshots) implements Fact {
    @Override
    public String sentence() {
      return "recorded the present state of %d workloads (%s)".formatted(snapshots.size(), purpose);
    }
  }

  record GateOpened(ApprovalPolicy policy, String planHash, Instant expiresAt) implements Fact {
    @Override
    public String sentence() {
      return "waits for %d approvals until %s".formatted(policy.quorum(), expiresAt);
    }
  }

  record VoteCounted(Vote vote) implements Fact {
    @Override
    public String sentence() {
      return "%s: %s %s"
          .formatted(vote.by().name(), vote.choice().name().toLowerCase(Locale.ROOT), vote.reason())
          .trim();
    }
  }

  /**
   * @param message vote, hold, resume, abort, rollback, detach
   */
  record MessageRefused(String message, String by, String why) implements Fact {
    @Override
    public String sentence() {
      return "%s by %s refused: %s".formatted(message, by, why);
    }
  }

  record GateClosed(GateOutcome outcome, String why) implements Fact {
    @Override
    public String sentence() {
      return "gate %s %s".formatted(outcome.name().toLowerCase(Locale.ROOT), why).trim();
    }
  }

  record Announced(Instant startsAt) implements Fact {
    @Override
    public String sentence() {
      return "announced; starts at " + startsAt;
    }
  }

  record LockWaiting(String why) implements Fact {
    @Override
    public String sentence() {
      return why;
    }
  }

  record LockGranted(long token) implements Fact {
    @Override
    public String sentence() {
      return "holds the lock, token " + token;
    }
  }

  record LockLost(String why) implements Fact {
    @Override
    public String sentence() {
      return "lost the lock: " + why;
    }
  }

  record LockReturned() implements Fact {
    @Override
    public String sentence() {
      return "gave the lock back";
    }
  }

  record StateChanged(RunState state, String why) implements Fact {
    @Override
    public String sentence() {
      return "%s %s".formatted(state.name().toLowerCase(Locale.ROOT).replace('_', ' '), why).trim();
    }
  }

  record WaveStarted(int number, List<ServiceName> services) implements Fact {
    @Override
    public String sentence() {
      return "wave %d: %s".formatted(number, services);
    }
  }

  record RolloutStarted(ServiceName service, boolean back) implements Fact {
    @Override
    public String sentence() {
      return service + (back ? ": going back" : ": rolling out");
    }
  }

  /**
   * Written before the act: what may have happened is known even if nobody lives to say that it
   * did.
   */
  record ChangeIntended(ServiceName service, OperationKey key, WorkloadChange to) implements Fact {
    @Override
    public String sentence() {
      return "%s: will set %s".formatted(service, to.workload());
    }
  }

  record ChangeMade(
      ServiceName service, OperationKey key, WorkloadRef workload, ChangeResult result)
      implements Fact {
    @Override
    public String sentence() {
      return switch (result) {
        case ChangeResult.Applied applied ->
            "%s: set %s (generation %d)".formatted(service, workload, applied.generation());
        case ChangeResult.AlreadyThere there ->
            "%s: %s was as wanted already".formatted(service, workload);
        case ChangeResult.Conflict conflict ->
            "%s: %s not changed: %s".formatted(service, workload, conflict.found());
      };
    }
  }

  record WorkloadSeen(ServiceName service, WorkloadRef workload, RolloutSighting sighting)
      implements Fact {
    @Override
    public String sentence() {
      return switch (sighting) {
        case RolloutSighting.Complete c ->
            "%s: %d pods of %s are new and ready".formatted(service, c.pods(), workload);
        case RolloutSighting.Crashing c ->
            "%s: %s crashes (%s, %d restarts)"
                .formatted(service, c.pod(), c.reason(), c.restarts());
        case RolloutSighting.Unpullable u ->
            "%s: image %s cannot be pulled: %s".formatted(service, u.image(), u.message());
        case RolloutSighting.Misconfigured m ->
            "%s: %s cannot start: %s".formatted(service, m.pod(), m.message());
        case RolloutSighting.PlatformIll p ->
            "%s: %s is ill: %s".formatted(service, p.system(), p.message());
        case RolloutSighting.Superseded s -> "%s: %s".formatted(service, s.message());
      };
    }
  }

  record RolloutEnded(ServiceName service, boolean back, RolloutEnd end) implements Fact {
    @Override
    public String sentence() {
      return switch (end) {
        case RolloutEnd.Done done -> service + (back ? ": is back" : ": done");
        case RolloutEnd.Failed failed -> service + ": failed: " + failed.trouble().sentence();
      };
    }
  }

  record Verified(ServiceName service, List<StepVerdict> verdicts) implements Fact {
    @Override
    public String sentence() {
      long bad = verdicts.stream().filter(StepVerdict::fails).count();
      return "%s: %d checks of the running version, %d failed"
          .formatted(service, verdicts.size(), bad);
    }
  }

  record Held(String by, String why) implements Fact {
    @Override
    public String sentence() {
      return "held by %s: %s".formatted(by, why);
    }
  }

  record Resumed(String by) implements Fact {
    @Override
    public String sentence() {
      return "resumed by " + by;
    }
  }

  record AbortAccepted(String by, String why) implements Fact {
    @Override
    public String sentence() {
      return "abort by %s: %s".formatted(by, why);
    }
  }

  record SystemIll(String system, String what) implements Fact {
    @Override
    public String sentence() {
      return "%s does not serve: %s".formatted(system, what);
    }
  }

  record SystemWell(String system) implements Fact {
    @Override
    public String sentence() {
      return system + " serves again";
    }
  }

  record UndoRecorded(int number, Undo undo) implements Fact {
    @Override
    public String sentence() {
      return "%s: way back recorded".formatted(undo.service());
    }
  }

  record CompensationStarted(Trouble because, Reaction reaction) implements Fact {
    @Override
    public String sentence() {
      return "undoing, because " + because.sentence();
    }
  }

  record Undone(int number, ServiceName service) implements Fact {
    @Override
    public String sentence() {
      return service + ": undone";
    }
  }

  record UndoFailed(int number, ServiceName service, String left) implements Fact {
    @Override
    public String sentence() {
      return service + ": could not be undone: " + left;
    }
  }

  record KnownBadMarked(KnownBad bad) implements Fact {
    @Override
    public String sentence() {
      return "%s is known-bad: %s".formatted(bad.digest().abbreviated(), bad.why());
    }
  }

  record KnownBadLifted(Digest digest, String by, String reason) implements Fact {
    @Override
    public String sentence() {
      return "%s is no longer known-bad, says %s: %s".formatted(digest.abbreviated(), by, reason);
    }
  }

  record ServiceGood(EnvironmentName environment, LastGood good) implements Fact {
    @Override
    public String sentence() {
      return "%s: this state is the last good one".formatted(good.service());
    }
  }

  record NoticeSent(String receiver, Occasion occasion, boolean delivered, String detail)
      implements Fact {
    @Override
    public String sentence() {
      return "%s %s %s %s"
          .formatted(
              delivered ? "told" : "could not tell",
              receiver,
              occasion.name().toLowerCase(Locale.ROOT),
              detail)
          .trim();
    }
  }

  record StopChanged(
      EnvironmentName environment, boolean stopped, boolean toStable, String by, String reason)
      implements Fact {
    @Override
    public String sentence() {
      return stopped
          ? "emergency stop of %s by %s%s: %s"
              .formatted(environment, by, toStable ? " (back to stable)" : "", reason)
          : "stop of %s lifted by %s".formatted(environment, by);
    }
  }

  record RunEnded(RunEnd end) implements Fact {
    @Override
    public String sentence() {
      return "%s: %s"
          .formatted(end.state().name().toLowerCase(Locale.ROOT).replace('_', ' '), end.summary());
    }
  }
}
