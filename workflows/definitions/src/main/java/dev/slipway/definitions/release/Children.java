package dev.slipway.definitions.release;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.rollout.RolloutReport;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.RolloutWorkflow;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.ChildWorkflowCancellationType;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Starts the children of a run with readable ids, and passes holds on to those in flight. */
final class Children {
  private final RunId run;
  private final EnvironmentName environment;
  private final Journal journal;
  private final Map<ServiceName, Running> inFlight = new LinkedHashMap<>();
  private final Map<String, Integer> attempts = new LinkedHashMap<>();

  Children(RunId run, EnvironmentName environment, Journal journal) {
    this.journal = journal;
    this.run = run;
    this.environment = environment;
  }

  /** Runs one rollout to its end. */
  RolloutEnd rollout(RolloutStart start) {
    ServiceName service = start.service().service();
    int attempt = attempts.merge((start.back() ? "undo/" : "rollout/") + service, 1, Integer::sum);
    String id =
        start.back()
            ? WorkflowIds.undo(run, service, attempt)
            : WorkflowIds.rollout(run, service, attempt);
    RolloutWorkflow child =
        Workflow.newChildWorkflowStub(RolloutWorkflow.class, options(id, start));
    var box = new ArrayDeque<RolloutEnd>();
    CancellationScope scope = Workflow.newCancellationScope(() -> box.add(said(child.run(start))));
    inFlight.put(service, new Running(child, scope));
    try {
      scope.run();
      return box.getLast();
    } catch (ChildWorkflowFailure failure) {
      CancellationScope.throwCanceled();
      return new RolloutEnd.Failed(new Trouble.Stopped("the release", Faults.words(failure)));
    } finally {
      inFlight.remove(service);
    }
  }

  private RolloutEnd said(RolloutReport report) {
    journal.passOn(report.unsaid());
    journal.tell();
    return report.end();
  }

  private record Running(RolloutWorkflow child, CancellationScope scope) {}

  /** Tells everything in flight to stop; each ends by itself and says so. */
  void stopAll() {
    List.copyOf(inFlight.values())
        .forEach(running -> running.scope().cancel("another service failed"));
  }

  private ChildWorkflowOptions options(String id, RolloutStart start) {
    String what =
        "%s %s %s"
            .formatted(
                start.service().service(),
                start.back() ? "back to" : "to",
                start.service().version());
    return ChildWorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(TaskQueues.SLIPWAY)
        .setStaticSummary(what)
        .setCancellationType(ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED)
        .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL)
        .setTypedSearchAttributes(
            io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.ENVIRONMENT, environment.value())
                .set(SearchAttributes.RELEASE, run.value())
                .set(SearchAttributes.SERVICE, List.of(start.service().service().value()))
                .build())
        .build();
  }

  void hold(String why) {
    List.copyOf(inFlight.values())
        .forEach(running -> Outcalls.quietly(() -> running.child().hold(why)));
  }

  void resume() {
    List.copyOf(inFlight.values()).forEach(running -> Outcalls.quietly(running.child()::resume));
  }
}
