package dev.slipway.definitions.release;

import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.definitions.run.Timers;
import dev.slipway.evidence.Fact;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.name.TimeText;
import dev.slipway.notice.Occasion;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.Memory;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.Drift;
import dev.slipway.snapshot.Intent;
import dev.slipway.snapshot.LastGood;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything between the plan and the first effect: preflight's word, approval, notice, lock,
 * snapshot, way back for people.
 */
final class Preparation {
  private static final String CHANGED = "the services changed between plan and lock";

  private final ReleasePlan plan;
  private final Desk desk;
  private final Approval approval;
  private final Lock lock;
  private Memory memory = Memory.none();

  Preparation(ReleasePlan plan, Desk desk, Approval approval, Lock lock) {
    this.plan = plan;
    this.desk = desk;
    this.approval = approval;
    this.lock = lock;
  }

  /**
   * @return the end, when preflight or people say no
   */
  Optional<RunEnd> beforeLock(PreflightReport preflight) {
    if (!preflight.blockers().isEmpty()) {
      return Optional.of(refused(preflight));
    }
    Optional<RunEnd> no = approve(null);
    if (no.isPresent()) {
      return no;
    }
    announce();
    return Optional.empty();
  }

  private static RunEnd refused(PreflightReport preflight) {
    String all =
        String.join(
            "; ",
            preflight.blockers().stream()
                .map(b -> b.planned().check().subject() + ": " + detail(b))
                .toList());
    return new RunEnd(RunState.REFUSED, "preflight: " + all, List.of());
  }

  private static String detail(CheckResult blocker) {
    return blocker.finding() instanceof Finding.Failed failed
        ? "%s (%s)".formatted(failed.detail(), failed.wayOut())
        : blocker.finding().detail();
  }

  private Optional<RunEnd> approve(@Nullable String again) {
    if (!plan.policy().approval().required()) {
      return Optional.empty();
    }
    return switch (approval.ask(plan, again)) {
      case APPROVED, OVERRIDDEN -> Optional.empty();
      case REJECTED -> Optional.of(new RunEnd(RunState.REJECTED, "a person said no", List.of()));
      case EXPIRED, OPEN ->
          Optional.of(
              new RunEnd(
                  RunState.EXPIRED,
                  "nobody decided within " + TimeText.of(plan.policy().approval().expiry()),
                  List.of()));
      case VOIDED -> Optional.of(new RunEnd(RunState.ABORTED, "the gate was closed", List.of()));
    };
  }

  private void announce() {
    Duration notice = plan.policy().noticePeriod();
    if (notice.isZero()) {
      return;
    }
    Instant at = Journal.now().plus(notice);
    desk.journal().note(new Fact.Announced(at));
    desk.status().follow(RunState.ANNOUNCED, "starts at " + Journal.second(at));
    desk.teller()
        .tell(
            Occasion.ANNOUNCED,
            "release to %s at %s".formatted(plan.environment(), Journal.second(at)),
            plan.request().reason());
    desk.journal().tell();
    Timers.sleepAwake(
        notice,
        "notice",
        (away, again) -> desk.journal().noteLate("the notice period", away, again));
  }

  /**
   * Late and short: the lock, then the state once more. If the world changed while people decided,
   * they are asked again, but never under the lock: it is given back, and what was found is what
   * they decide about. Without a gate a change by others is refused.
   */
  Admission enter(List<WorkloadSnapshot> planned) {
    List<WorkloadSnapshot> known = planned;
    while (true) {
      List<WorkloadSnapshot> now = lock();
      Optional<RunEnd> no = knownBadMeanwhile().or(() -> pausedMeanwhile(now));
      boolean changed = no.isEmpty() && Snapshots.changed(known, now);
      if (changed && !plan.policy().approval().required()) {
        no = changedMeanwhile(changedByRuns(known, now));
      } else if (changed) {
        lock.giveBack(plan.run());
        no = approve(CHANGED + ", and the lock was given back");
        known = now;
      }
      if (no.isPresent()) {
        return new Admission.Denied(no.get());
      }
      if (lock.isHeld()) {
        leaveNotes(now);
        return new Admission.Granted(now);
      }
    }
  }

  private List<WorkloadSnapshot> lock() {
    desk.control().pass();
    var request =
        new LockRequest(
            plan.run(),
            Workflow.getInfo().getWorkflowId(),
            LockPurpose.RELEASE,
            plan.serviceNames(),
            plan.request().requestedBy().name(),
            plan.policy().ignoreFreeze(),
            plan.policy().freezes());
    Memory before = recall();
    lock.acquire(request, new EnvironmentRules(plan.policy().freezes()));
    List<WorkloadSnapshot> now =
        desk.control()
            .patience("snapshot")
            .with(
                "kubernetes",
                () -> Snapshots.take(Snapshots.declared(plan), plan.policy().retryBudget()));
    Memory found = recall();
    // what runs before us intended is what we waited for, and no surprise
    memory = new Memory(found.lastGood(), found.knownBad(), before.intended());
    List<WorkloadSnapshot> named = Versions.named(now, memory);
    desk.journal().note(new Fact.SnapshotTaken("lock", named));
    desk.journal().secure();
    return named;
  }

  private Memory recall() {
    return Stubs.ledger("recall versions, known-bad and open runs")
        .recall(new RecallRequest(plan.environment(), plan.serviceNames()));
  }

  /** Changed by nobody but runs of ours: the way back is the new snapshot's, nothing is lost. */
  private boolean changedByRuns(List<WorkloadSnapshot> planned, List<WorkloadSnapshot> now) {
    return now.stream()
        .filter(found -> Snapshots.changed(planned, List.of(found)))
        .allMatch(found -> isOurs(found.present()));
  }

  private boolean isOurs(WorkloadChange found) {
    return Stream.concat(
            memory.lastGood().stream().map(LastGood::state),
            memory.intended().stream().map(Intent::state))
        .filter(state -> state.workload().equals(found.workload()))
        .anyMatch(state -> Drift.between(state, found).isEmpty());
  }

  private void leaveNotes(List<WorkloadSnapshot> now) {
    var notes = new RecoveryNotes(plan, desk);
    notes.say(desk.control().patience("recovery-note").with("kubernetes", () -> notes.write(now)));
  }

  /** People may have taken days: what failed elsewhere in the meantime is not released here. */
  private Optional<RunEnd> knownBadMeanwhile() {
    return memory.knownBad().stream()
        .filter(bad -> plan.services().stream().anyMatch(s -> s.digests().contains(bad.digest())))
        .findFirst()
        .map(
            bad ->
                new RunEnd(
                    RunState.REFUSED,
                    "%s became known-bad meanwhile: %s"
                        .formatted(bad.digest().abbreviated(), bad.why()),
                    List.of()));
  }

  /** Somebody stopped it on purpose: a change would set it going again behind their back. */
  private static Optional<RunEnd> pausedMeanwhile(List<WorkloadSnapshot> now) {
    return now.stream()
        .filter(WorkloadSnapshot::paused)
        .findFirst()
        .map(
            found ->
                new RunEnd(
                    RunState.REFUSED,
                    "%s was paused by somebody; when it may go on: %s"
                        .formatted(found.workload(), found.workload().resumeCommand()),
                    List.of()));
  }

  private Optional<RunEnd> changedMeanwhile(boolean byRuns) {
    return byRuns || plan.request().acceptDrift()
        ? Optional.empty()
        : Optional.of(
            new RunEnd(
                RunState.REFUSED,
                CHANGED + "; plan again, or start with --accept-drift",
                List.of()));
  }
}
