package dev.slipway.api.engine;

import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.contract.release.RollbackWorkflow;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.Planned;
import dev.slipway.release.RunState;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts runs. An id stands for one request for ever; starting it again finds the first one. */
public final class RunStarts {
  private static final String REQUEST = "slipwayRequest";

  private final WorkflowClient client;
  private final Calls calls;
  private final EnsuredAttributes attributes;

  public RunStarts(WorkflowClient client, Calls calls, EnsuredAttributes attributes) {
    this.client = client;
    this.calls = calls;
    this.attributes = attributes;
  }

  /**
   * @param fingerprint hash of the request, by which a repetition is known from another request
   */
  public Started release(ReleaseStart start, String fingerprint) {
    var request = start.request();
    var services = request.services().stream().map(wanted -> wanted.service()).toList();
    String summary =
        "%s → %s, asked for by %s"
            .formatted(names(services), request.environment(), request.requestedBy().name());
    WorkflowOptions options =
        options(
            WorkflowIds.release(request.run()),
            new Marks(request.run(), request.environment(), services, summary, fingerprint));
    return start(stub(ReleaseWorkflow.class, options), fingerprint, start);
  }

  public Started rollback(RollbackStart start, String fingerprint) {
    var request = start.request();
    List<ServiceName> services =
        request.services().isEmpty() ? start.plan().serviceNames() : request.services();
    String summary =
        "back to before %s: %s → %s, asked for by %s"
            .formatted(
                request.of(), names(services), request.environment(), request.requestedBy().name());
    WorkflowOptions options =
        options(
            WorkflowIds.rollback(request.run()),
            new Marks(request.run(), request.environment(), services, summary, fingerprint));
    return start(stub(RollbackWorkflow.class, options), fingerprint, start);
  }

  /**
   * Runs planning alone, which changes nothing.
   *
   * @return empty when it did not finish in time
   * @throws Refusal CONFLICT when another request is being planned under the same id
   */
  public Optional<Planned> plan(ReleaseStart start, String fingerprint, Duration patience) {
    WorkflowOptions options =
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.SLIPWAY)
            .setWorkflowId(WorkflowIds.planning(start.request().run()))
            .setWorkflowIdReusePolicy(
                WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
            .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
            .setStaticSummary("plan for " + start.request().environment())
            .setMemo(Map.of(REQUEST, fingerprint))
            .build();
    WorkflowStub stub = stub(PlanningWorkflow.class, options);
    if (start(stub, fingerprint, start).isTaken()) {
      throw Refusal.of(
          Kind.CONFLICT,
          "another plan is being made for run '%s'; leave the run out or choose another"
              .formatted(start.request().run()));
    }
    WorkflowStub running =
        client.newUntypedWorkflowStub(WorkflowIds.planning(start.request().run()));
    return calls.within(patience, () -> running.getResult(Planned.class));
  }

  private WorkflowStub stub(Class<?> type, WorkflowOptions options) {
    return WorkflowStub.fromTyped(client.newWorkflowStub(type, options));
  }

  private Started start(WorkflowStub stub, String fingerprint, Object start) {
    attributes.ensure();
    return calls.reaching(
        () -> {
          try {
            return new Started(Started.Origin.NEW, stub.start(start).getRunId());
          } catch (WorkflowExecutionAlreadyStarted there) {
            String id = there.getExecution().getWorkflowId();
            var known = client.newUntypedWorkflowStub(id).describe();
            Object first = known.getMemo(REQUEST, String.class);
            return new Started(
                fingerprint.equals(first) ? Started.Origin.SAME : Started.Origin.TAKEN,
                known.getExecution().getRunId());
          }
        });
  }

  private record Marks(
      RunId run,
      EnvironmentName environment,
      List<ServiceName> services,
      String summary,
      String fingerprint) {}

  private static WorkflowOptions options(String id, Marks marks) {
    return WorkflowOptions.newBuilder()
        .setTaskQueue(TaskQueues.SLIPWAY)
        .setWorkflowId(id)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        .setTypedSearchAttributes(
            io.temporal.common.SearchAttributes.newBuilder()
                .set(SearchAttributes.ENVIRONMENT, marks.environment().value())
                .set(
                    SearchAttributes.SERVICE,
                    marks.services().stream().map(ServiceName::value).toList())
                .set(SearchAttributes.STATE, RunState.PLANNING.name())
                .set(SearchAttributes.RELEASE, marks.run().value())
                .build())
        .setStaticSummary(marks.summary())
        .setMemo(Map.of(REQUEST, marks.fingerprint()))
        .build();
  }

  private static String names(List<ServiceName> services) {
    return String.join(", ", services.stream().map(ServiceName::value).toList());
  }
}
