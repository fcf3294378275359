package dev.slipway.bench;

import io.temporal.api.history.v1.HistoryEvent;
import java.util.Optional;

/**
 * What a Temporal action is spent on. Counted as Temporal Cloud bills them
 * (https://docs.temporal.io/cloud/actions), as far as a history shows it: a heartbeat and a query
 * leave no event, and a retried attempt only a number on the last one.
 */
enum Cause {
  WORKFLOW("starting workflows"),
  CHILD("asking for children"),
  ACTIVITY("calling activities"),
  TIMER("timers"),
  SIGNAL("signals"),
  UPDATE("updates"),
  SEARCH("search attributes"),
  MARKER("markers"),
  ANEW("continuing as new");

  private final String words;

  Cause(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** The action behind an event; empty when it is only the engine's own book-keeping. */
  static Optional<Cause> of(HistoryEvent event) {
    return Optional.ofNullable(
        switch (event.getEventType()) {
          case EVENT_TYPE_WORKFLOW_EXECUTION_STARTED -> WORKFLOW;
          case EVENT_TYPE_START_CHILD_WORKFLOW_EXECUTION_INITIATED -> CHILD;
          case EVENT_TYPE_ACTIVITY_TASK_SCHEDULED -> ACTIVITY;
          case EVENT_TYPE_TIMER_STARTED -> TIMER;
          case EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED -> SIGNAL;
          case EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED -> UPDATE;
          case EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES -> SEARCH;
          case EVENT_TYPE_MARKER_RECORDED -> MARKER;
          case EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW -> ANEW;
          default -> null;
        });
  }
}
