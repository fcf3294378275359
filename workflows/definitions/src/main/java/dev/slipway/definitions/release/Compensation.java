package dev.slipway.definitions.release;

import dev.slipway.compensation.Undo;
import dev.slipway.compensation.UndoEntry;
import dev.slipway.compensation.UndoLog;
import dev.slipway.compensation.UndoState;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.evidence.Fact;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes back what the log says, newest first. Every undo is tried and reported; one that fails
 * leaves a sentence with what a person has to do. Runs in a scope of its own that no abort cancels.
 */
final class Compensation {
  private final RunId run;
  private final EnvironmentName environment;
  private final Journal journal;
  private final Status status;
  private final Control control;
  private final Children children;
  private final Lock lock;
  private final Aftercare aftercare;
  private UndoLog log = UndoLog.empty();

  Compensation(RunId run, EnvironmentName environment, Desk desk, Children children, Lock lock) {
    this.run = run;
    this.environment = environment;
    journal = desk.journal();
    status = desk.status();
    control = desk.control();
    this.children = children;
    this.lock = lock;
    aftercare = new Aftercare(run, environment, desk, children, lock);
  }

  /** Call before the act. The ledger has it when {@link Journal#secure} returns. */
  void record(Undo undo) {
    log = log.record(undo);
    journal.note(new Fact.UndoRecorded(log.entries().size(), undo));
  }

  boolean isNeeded() {
    return log.next().isPresent();
  }

  UndoLog log() {
    return log;
  }

  /** Undoes everything that is pending. */
  UndoLog all(ReleasePlan plan) {
    return run(plan, () -> log.next());
  }

  /** Undoes only what is pending for these services. */
  UndoLog only(List<ServiceName> services, ReleasePlan plan) {
    return run(
        plan,
        () ->
            log.entries().reversed().stream()
                .filter(e -> e.state() == UndoState.PENDING)
                .filter(e -> services.contains(e.undo().service()))
                .findFirst());
  }

  private UndoLog run(ReleasePlan plan, Supplier<Optional<UndoEntry>> next) {
    Duration patience = plan.policy().hold().maxAge();
    Workflow.newDetachedCancellationScope(
            () -> {
              for (Optional<UndoEntry> entry = next.get(); entry.isPresent(); entry = next.get()) {
                undo(entry.get(), plan, patience);
                journal.tell();
              }
              // not before everything is back: a look may take as long as the observation time
              if (!control.isBroken()) {
                log = aftercare.look(log, plan);
              }
            })
        .run();
    return log;
  }

  private void undo(UndoEntry entry, ReleasePlan plan, Duration patience) {
    Undo.RestoreService restore =
        switch (entry.undo()) {
          case Undo.RestoreService r -> r;
        };
    status.tell("undo " + restore.service());
    RolloutEnd end = control.isBroken() ? lockLost() : back(restore, plan, patience);
    switch (end) {
      case RolloutEnd.Done done -> {
        log = log.done(entry.number());
        journal.note(new Fact.Undone(entry.number(), restore.service()));
      }
      case RolloutEnd.Failed failed -> {
        String left = ByHand.sentence(restore, failed.trouble());
        log = log.failed(entry.number(), left);
        journal.note(new Fact.UndoFailed(entry.number(), restore.service(), left));
      }
    }
  }

  /** May wait for an ill platform; after the limit a person is told what is left. */
  private RolloutEnd back(Undo.RestoreService restore, ReleasePlan plan, Duration patience) {
    RolloutStart start = start(restore, plan);
    return TimeLimit.within(patience, "the way back", journal, () -> children.rollout(start));
  }

  /** Without the lock nothing more is written, not even back: another run may hold it now. */
  private static RolloutEnd lockLost() {
    return new RolloutEnd.Failed(new Trouble.Stopped("an operator", "the lock was broken"));
  }

  private RolloutStart start(Undo.RestoreService restore, ReleasePlan plan) {
    List<WorkloadChange> from = new ArrayList<>(restore.away());
    from.addAll(restore.back());
    return new RolloutStart(
        run,
        Workflow.getInfo().getWorkflowId(),
        environment,
        WayBack.of(restore, plan),
        from,
        restore.evictable(),
        true,
        false,
        lock.nextUndoToken(),
        plan.policy().retryBudget());
  }
}
