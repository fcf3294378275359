package dev.slipway.definitions.release;

import dev.slipway.compensation.Undo;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.definitions.run.Journal;
import dev.slipway.evidence.Fact;
import dev.slipway.name.ServiceName;
import dev.slipway.release.FailureRule;
import dev.slipway.release.Reaction;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ServicePlan;
import dev.slipway.release.Wave;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Rolls out wave after wave; within a wave at most so many services at once. The first trouble ends
 * it.
 */
final class Waves {
  private final ReleasePlan plan;
  private final List<WorkloadSnapshot> snapshots;
  private final Journal journal;
  private final Stage stage;
  private final Control control;
  private final Children children;
  private final Compensation compensation;
  private final Lock lock;
  private final List<ServiceName> done = new ArrayList<>();
  private final List<Failed> failed = new ArrayList<>();

  /** A service that failed, and how. */
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
    stage = desk.stage();
    control = desk.control();
    this.children = children;
    this.compensation = compensation;
    this.lock = lock;
  }

  List<ServiceName> done() {
    return List.copyOf(done);
  }

  /** Goes on where it stopped: services that are done are not touched again. */
  List<Failed> run() {
    failed.clear();
    for (Wave wave : plan.waves()) {
      List<ServicePlan> open =
          wave.services().stream().filter(s -> !done.contains(s.service())).toList();
      if (!open.isEmpty()) {
        run(wave.number(), open);
      }
      if (!failed.isEmpty()) {
        return List.copyOf(failed);
      }
    }
    return List.of();
  }

  private void run(int number, List<ServicePlan> open) {
    control.pass();
    stage.wave("wave %d of %d".formatted(number, plan.waves().size()));
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
    while (mayBegin() && !waiting.isEmpty()) {
      ServicePlan service = waiting.removeFirst();
      prepare(service);
      if (!mayBegin()) {
        return;
      }
      RolloutEnd end = roll(service);
      control.liftAll(Orders.illness(service.service(), ""), "slipway");
      switch (end) {
        case RolloutEnd.Done ok -> done.add(service.service());
        case RolloutEnd.Failed bad -> fail(service, bad.trouble());
      }
    }
  }

  private RolloutEnd roll(ServicePlan service) {
    stage.begins(service.service());
    try {
      return children.rollout(start(service));
    } finally {
      stage.ends(service.service());
    }
  }

  /** Nothing begins while the run is held, and nothing more once a service has failed. */
  private boolean mayBegin() {
    Workflow.await(() -> !failed.isEmpty() || !control.isHeld());
    return failed.isEmpty();
  }

  /**
   * A service that stopped because another one failed has no trouble of its own. Siblings in flight
   * are told to stop only when everything will be undone anyway.
   */
  private void fail(ServicePlan service, Trouble trouble) {
    boolean collateral = trouble instanceof Trouble.Stopped && !failed.isEmpty();
    if (collateral || control.stopped().isPresent()) {
      return;
    }
    failed.add(new Failed(service.service(), trouble));
    Reaction reaction = FailureRule.react(plan.rulesVersion(), trouble, plan.policy().onFailure());
    if (reaction == Reaction.UNDO_ALL) {
      children.stopAll("%s failed".formatted(service.service()));
    }
  }

  private List<WorkloadSnapshot> before(ServicePlan service) {
    return snapshots.stream().filter(s -> s.service().equals(service.service())).toList();
  }

  /**
   * The way back is in the ledger before the first step forward; a failed sibling is more urgent
   * than that.
   */
  private void prepare(ServicePlan service) {
    List<WorkloadSnapshot> before = before(service);
    compensation.record(
        new Undo.RestoreService(
            service.service(),
            service.site(),
            before.stream().map(WorkloadSnapshot::present).toList(),
            service.changes(),
            Evictable.of(before),
            Versions.of(before)));
    journal.secureUnless(() -> !failed.isEmpty());
  }

  private RolloutStart start(ServicePlan service) {
    List<WorkloadSnapshot> before = before(service);
    List<WorkloadChange> from =
        new ArrayList<>(before.stream().map(WorkloadSnapshot::present).toList());
    from.addAll(service.changes());
    return new RolloutStart(
        plan.run(),
        Workflow.getInfo().getWorkflowId(),
        plan.environment(),
        service,
        from,
        Evictable.of(before),
        false,
        false,
        lock.actToken(),
        plan.policy().retryBudget());
  }
}
