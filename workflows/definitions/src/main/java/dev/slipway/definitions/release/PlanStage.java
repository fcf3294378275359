package dev.slipway.definitions.release;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.definitions.run.Pause;
import dev.slipway.evidence.Fact;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Planned;
import dev.slipway.release.Problem;
import dev.slipway.release.ReleasePlan;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.List;
import java.util.Optional;

/** Plans by the Planning child and writes down what it found. */
final class PlanStage {
  private static final String STEP = "planning";
  private static final String SYSTEM = "what the plan is made from";

  private final Desk desk;

  PlanStage(Desk desk) {
    this.desk = desk;
  }

  /**
   * What is wrong for good is told at once and all together; while nothing but ill systems stand in
   * the way the release is held and planned again.
   */
  Planned run(ReleaseStart start) {
    var pause = new Pause();
    boolean told = false;
    for (int attempt = 1; true; attempt++) {
      Planned planned = plan(start, attempt);
      Optional<String> unseen = unseen(planned);
      if (unseen.isEmpty()) {
        if (told) {
          desk.control().well(STEP, SYSTEM);
        }
        note(planned);
        return planned;
      }
      if (!told) {
        desk.control().ill(STEP, SYSTEM, unseen.get());
        told = true;
      }
      pause.sleep("until it is planned again");
    }
  }

  private Planned plan(ReleaseStart start, int attempt) {
    String id = WorkflowIds.planning(start.request().run()) + "/release";
    PlanningWorkflow planning =
        Workflow.newChildWorkflowStub(
            PlanningWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(attempt == 1 ? id : id + "/" + attempt)
                .setTaskQueue(TaskQueues.SLIPWAY)
                .setTypedSearchAttributes(SearchAttributes.of(start.request()))
                .setStaticSummary("plan of " + start.request().run())
                .build());
    desk.journal().tell();
    return planning.run(start);
  }

  /** Empty when there is a word that will not change by waiting. */
  private static Optional<String> unseen(Planned planned) {
    return switch (planned) {
      case Planned.Refused refused -> refused.mayPass() ? all(refused) : Optional.empty();
      case Planned.Ready ready -> unseen(ready.preflight().blockers());
    };
  }

  private static Optional<String> all(Planned.Refused refused) {
    return Optional.of(
        String.join("; ", refused.problems().stream().map(Problem::toString).toList()));
  }

  private static Optional<String> unseen(List<CheckResult> blockers) {
    return !blockers.isEmpty()
            && blockers.stream().allMatch(b -> b.finding() instanceof Finding.Unseen)
        ? Optional.of(
            String.join(
                "; ",
                blockers.stream()
                    .map(b -> b.planned().check().subject() + ": " + b.finding().detail())
                    .toList()))
        : Optional.empty();
  }

  private void note(Planned planned) {
    switch (planned) {
      case Planned.Refused refused -> {
        noteRetried(planned);
        desk.journal().note(new Fact.PlanRefused(refused.problems()));
      }
      case Planned.Ready ready -> {
        desk.journal().note(new Fact.PlanMade(ready.plan()));
        noteRetried(planned);
        desk.journal().note(new Fact.PreflightDone(ready.preflight()));
        desk.journal().note(new Fact.SnapshotTaken("plan", ready.snapshots()));
        upsert(ready.plan());
      }
    }
    desk.journal().secure();
  }

  private void noteRetried(Planned planned) {
    planned
        .retried()
        .forEach(retry -> desk.journal().note(new Fact.TriedAgain(retry.what(), retry.retries())));
  }

  private static void upsert(ReleasePlan plan) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.SERVICE.valueSet(
            plan.serviceNames().stream().map(ServiceName::value).toList()));
  }
}
