package dev.slipway.definitions.release;

import dev.slipway.contract.rollout.RecoveryNote;
import dev.slipway.contract.rollout.RecoveryNoteActivities;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.evidence.Fact;
import dev.slipway.name.OperationKey;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.List;

/** Leaves the way back in the cluster for people without Slipway, one note a service. */
final class RecoveryNotes {
  private final ReleasePlan plan;
  private final Journal journal;
  private final Status status;

  RecoveryNotes(ReleasePlan plan, Desk desk) {
    this.plan = plan;
    journal = desk.journal();
    status = desk.status();
  }

  List<ChangeResult> write(List<WorkloadSnapshot> snapshots) {
    List<Promise<ChangeResult>> writes =
        plan.services().stream().map(s -> write(s, snapshots)).toList();
    journal.tell();
    return writes.stream().map(Promise::get).toList();
  }

  /** The ledger knows the way back all the same, so a note that was refused is only said. */
  void say(List<ChangeResult> results) {
    for (int i = 0; i < results.size(); i++) {
      if (results.get(i) instanceof ChangeResult.Conflict conflict) {
        var refused =
            new Fact.RecoveryNoteRefused(plan.services().get(i).service(), conflict.found());
        journal.note(refused);
        status.tell(refused.sentence());
      }
      journal.noteRetries(
          "%s: the way back was left in the cluster".formatted(plan.services().get(i).service()),
          results.get(i));
    }
  }

  private Promise<ChangeResult> write(ServicePlan service, List<WorkloadSnapshot> snapshots) {
    var key =
        OperationKey.of(
            Workflow.getInfo().getWorkflowId(), "recovery-note", service.service().value());
    var own = snapshots.stream().filter(s -> s.service().equals(service.service())).toList();
    return Async.function(
        Stubs.at(
                service.site(),
                RecoveryNoteActivities.class,
                plan.policy().retryBudget(),
                "leave the way back of %s in the cluster".formatted(service.service()))
            ::write,
        new RecoveryNote(key, plan.run(), service.service(), own));
  }
}
