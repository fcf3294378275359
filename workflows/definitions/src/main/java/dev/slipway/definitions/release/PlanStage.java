package dev.slipway.definitions.release;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.evidence.Fact;
import dev.slipway.name.ServiceName;
import dev.slipway.release.Planned;
import dev.slipway.release.ReleasePlan;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;

/** Plans by the Planning child and writes down what it found. */
final class PlanStage {
  private final Desk desk;

  PlanStage(Desk desk) {
    this.desk = desk;
  }

  Planned run(ReleaseStart start) {
    PlanningWorkflow planning =
        Workflow.newChildWorkflowStub(
            PlanningWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.planning(start.request().run()) + "/release")
                .setTaskQueue(TaskQueues.SLIPWAY)
                .setTypedSearchAttributes(SearchAttributes.of(start.request()))
                .setStaticSummary("plan of " + start.request().run())
                .build());
    desk.journal().tell();
    Planned planned = planning.run(start);
    switch (planned) {
      case Planned.Refused refused -> desk.journal().note(new Fact.PlanRefused(refused.problems()));
      case Planned.Ready ready -> {
        desk.journal().note(new Fact.PlanMade(ready.plan()));
        desk.journal().note(new Fact.PreflightDone(ready.preflight()));
        desk.journal().note(new Fact.SnapshotTaken("plan", ready.snapshots()));
        upsert(ready.plan());
      }
    }
    desk.journal().secure();
    return planned;
  }

  private static void upsert(ReleasePlan plan) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.SERVICE.valueSet(
            plan.serviceNames().stream().map(ServiceName::value).toList()));
  }
}
