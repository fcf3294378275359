package dev.slipway.definitions.release;

import dev.slipway.compensation.Undo;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.evidence.Fact;
import dev.slipway.name.ServiceName;
import dev.slipway.release.FailureRule;
import dev.slipway.release.Reaction;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RunState;
import dev.slipway.release.ServicePlan;
import dev.slipway.release.Wave;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Rolls out wave after wave; within a wave at most so many services at once. The first trouble ends
 * it.
 */
final class Waves {
  private final ReleasePlan plan;
  private final List<WorkloadSnapshot> snapshots;
  private final Journal journal;
  private final Status status;
  private final Control control;
  private final Children children;
  private final Compensation compensation;
  private final Lock lock;
  private final List<ServiceName> done = new ArrayList<>();
  private @Nullable Failed failed;

  /** The service that failed first, and how. */
  record Failed(ServiceName service, Trouble trouble) {}

  Waves(
      ReleasePlan plan,
      List<WorkloadSnapshot> snapshots,
      Desk desk,
      Children children,
      Compensation compensation,
      Lock lock) {
    this.plan = plan;
    this.snapshots = snapshots;
    journal = desk.journal();
    status = desk.status();
    control = desk.control();
    this.children = children;
    this.compensation = compensation;
    this.lock = lock;
  }

  List<ServiceName> done() {
    return List.copyOf(done);
  }

  /** Goes on where it stopped: services that are done are not touched again. */
  Optional<Failed> run() {
    failed = null;
    for (Wave wave : plan.waves()) {
      List<ServicePlan> open =
          wave.services().stream().filter(s -> !done.contains(s.service())).toList();
      if (!open.isEmpty()) {
        run(wave.number(), open);
      }
      if (failed != null) {
        return Optional.of(failed);
      }
    }
    return Optional.empty();
  }

  private void run(int number, List<ServicePlan> open) {
    control.pass();
    status.enter(RunState.ROLLING_OUT, "wave %d of %d".formatted(number, plan.waves().size()));
    journal.note(new Fact.WaveStarted(number, open.stream().map(ServicePlan::service).toList()));
    var waiting = new ArrayDeque<>(open);
    var lanes = new ArrayList<Promise<Void>>();
    for (int lane = 0; lane < Math.min(plan.policy().maxParallel(), open.size()); lane++) {
      lanes.add(Async.procedure(() -> lane(waiting)));
    }
    try {
      Promise.allOf(lanes).get();
    } finally {
      // the first lane that is cancelled ends the wait above; an undo must not overtake the others
      Workflow.newDetachedCancellationScope(
              () -> Workflow.await(() -> lanes.stream().allMatch(Promise::isCompleted)))
          .run();
    }
  }

  private void lane(ArrayDeque<ServicePlan> waiting) {
    while (failed == null && !waiting.isEmpty()) {
      control.pass();
      ServicePlan service = waiting.pollFirst();
      if (service == null || failed != null) {
        return;
      }
      RolloutEnd end = one(service);
      switch (end) {
        case RolloutEnd.Done ok -> done.add(service.service());
        case RolloutEnd.Failed bad -> fail(service, bad.trouble());
      }
    }
  }

  /**
   * The first failure counts; siblings in flight are told to stop only when everything will be
   * undone anyway.
   */
  private void fail(ServicePlan service, Trouble trouble) {
    if (failed != null || control.stopped().isPresent()) {
      return;
    }
    failed = new Failed(service.service(), trouble);
    if (FailureRule.react(plan.rulesVersion(), trouble, plan.policy().onFailure())
        == Reaction.UNDO_ALL) {
      children.stopAll();
    }
  }

  private RolloutEnd one(ServicePlan service) {
    List<WorkloadSnapshot> before =
        snapshots.stream().filter(s -> s.service().equals(service.service())).toList();
    List<WorkloadChange> back = before.stream().map(WorkloadSnapshot::present).toList();
    List<WorkloadRef> evictable = Evictable.of(before);
    compensation.record(
        new Undo.RestoreService(
            service.service(), service.site(), back, service.changes(), evictable));
    journal.secure();
    List<WorkloadChange> from = new ArrayList<>(back);
    from.addAll(service.changes());
    return children.rollout(
        new RolloutStart(
            plan.run(),
            Workflow.getInfo().getWorkflowId(),
            plan.environment(),
            service,
            from,
            evictable,
            false,
            lock.actToken(),
            plan.policy().retryBudget()));
  }
}
