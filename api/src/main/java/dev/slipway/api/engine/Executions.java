package dev.slipway.api.engine;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionTerminatedEventAttributes;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;

/** Asks Temporal whether runs live. Needs no worker. */
public final class Executions {
  private static final int LONGEST = 300;

  private final WorkflowClient client;
  private final Calls calls;

  public Executions(WorkflowClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  /**
   * @throws dev.slipway.api.problem.Refusal UNAVAILABLE when Temporal does not answer
   */
  public Life of(String workflowId) {
    return calls.reaching(
        () -> {
          try {
            return life(client.newUntypedWorkflowStub(workflowId).describe());
          } catch (WorkflowNotFoundException gone) {
            return new Life.Unknown();
          }
        });
  }

  private Life life(WorkflowExecutionDescription seen) {
    WorkflowExecution execution = seen.getExecution();
    return switch (seen.getStatus()) {
      case WORKFLOW_EXECUTION_STATUS_TERMINATED ->
          closed(execution, "terminated in Temporal by " + who(execution));
      case WORKFLOW_EXECUTION_STATUS_TIMED_OUT ->
          closed(execution, "timed out in Temporal, by a limit that somebody else set");
      case WORKFLOW_EXECUTION_STATUS_FAILED ->
          closed(execution, "failed in Temporal: " + failure(execution));
      case WORKFLOW_EXECUTION_STATUS_CANCELED ->
          closed(execution, "cancelled in Temporal before it could tell its end");
      case WORKFLOW_EXECUTION_STATUS_COMPLETED ->
          closed(execution, "ended in Temporal, and its end did not reach the ledger");
      // running, paused, continued as new, and what a newer server may bring
      default -> new Life.Running();
    };
  }

  private static Life closed(WorkflowExecution execution, String how) {
    return new Life.Closed(execution.getRunId(), shortened(how));
  }

  private String who(WorkflowExecution execution) {
    for (HistoryEvent event : last(execution)) {
      if (event.hasWorkflowExecutionTerminatedEventAttributes()) {
        WorkflowExecutionTerminatedEventAttributes told =
            event.getWorkflowExecutionTerminatedEventAttributes();
        String by = told.getIdentity().isBlank() ? "somebody" : told.getIdentity();
        return told.getReason().isBlank() ? by : by + ": " + told.getReason();
      }
    }
    return "somebody";
  }

  private String failure(WorkflowExecution execution) {
    for (HistoryEvent event : last(execution)) {
      if (event.hasWorkflowExecutionFailedEventAttributes()) {
        return event.getWorkflowExecutionFailedEventAttributes().getFailure().getMessage();
      }
    }
    return "see its history";
  }

  private List<HistoryEvent> last(WorkflowExecution execution) {
    var request =
        GetWorkflowExecutionHistoryRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(execution)
            .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
            .build();
    return client
        .getWorkflowServiceStubs()
        .blockingStub()
        .getWorkflowExecutionHistory(request)
        .getHistory()
        .getEventsList();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }
}
