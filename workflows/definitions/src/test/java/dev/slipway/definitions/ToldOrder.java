package dev.slipway.definitions;

import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;

/**
 * Histories of the in-process test server with the order in which the worker was told of things. It
 * hands an update over as of the event that scheduled the task, but writes down that it was as of
 * the one before the task began; a signal between the two makes a history that nobody can replay.
 */
final class ToldOrder {
  private ToldOrder() {}

  static WorkflowExecutionHistory of(WorkflowExecutionHistory written) {
    History.Builder told = History.newBuilder();
    long scheduled = 0;
    for (HistoryEvent event : written.getEvents()) {
      HistoryEvent.Builder next = event.toBuilder();
      if (event.hasWorkflowTaskCompletedEventAttributes()) {
        scheduled = event.getWorkflowTaskCompletedEventAttributes().getScheduledEventId();
      }
      if (event.hasWorkflowExecutionUpdateAcceptedEventAttributes()) {
        next.getWorkflowExecutionUpdateAcceptedEventAttributesBuilder()
            .setAcceptedRequestSequencingEventId(scheduled);
      }
      told.addEvents(next);
    }
    return new WorkflowExecutionHistory(
        told.build(), written.getWorkflowExecution().getWorkflowId());
  }
}
