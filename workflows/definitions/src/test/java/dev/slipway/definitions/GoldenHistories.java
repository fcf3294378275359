package dev.slipway.definitions;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the histories of a scenario into the golden folder, only under {@code
 * -Dslipway.record=DATE}. Histories that were recorded once stay for as long as runs of that build
 * may be open.
 */
final class GoldenHistories {
  static final Path FOLDER = Path.of("src", "test", "resources", "histories");
  private static final String FLAG = System.getProperty("slipway.record", "");

  private GoldenHistories() {}

  /** Replays a run and all that it started; a history that is still open is replayed so far. */
  static void replay(TestWorkflowEnvironment temporal, Worker replayer, String workflowId) {
    var waiting = new ArrayList<>(List.of(workflowId));
    while (!waiting.isEmpty()) {
      WorkflowExecutionHistory history = read(temporal, waiting.removeFirst());
      if (terminated(history)) {
        continue;
      }
      try {
        replayer.replayWorkflowExecution(history);
      } catch (Exception diverged) {
        throw new AssertionError(
            "%s does not replay: %s; its history: %s"
                .formatted(
                    history.getWorkflowExecution().getWorkflowId(),
                    diverged.getMessage(),
                    kept(history)),
            diverged);
      }
      waiting.addAll(children(history));
    }
  }

  private static Path kept(WorkflowExecutionHistory history) {
    try {
      Path file = Files.createTempFile(Path.of("target"), "diverged-", ".json");
      return Files.writeString(file, history.toJson(true));
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  /** The replayer does not know the event by which somebody else ended it. */
  private static boolean terminated(WorkflowExecutionHistory history) {
    return history.getEvents().getLast().getEventType()
        == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED;
  }

  static void record(TestWorkflowEnvironment temporal, String workflowId, String scenario) {
    if (FLAG.isEmpty()) {
      return;
    }
    var waiting = new ArrayList<>(List.of(workflowId));
    int number = 0;
    while (!waiting.isEmpty()) {
      WorkflowExecutionHistory history = read(temporal, waiting.removeFirst());
      if (!terminated(history)) {
        write(history, scenario, number);
      }
      number++;
      waiting.addAll(children(history));
    }
  }

  private static WorkflowExecutionHistory read(TestWorkflowEnvironment temporal, String id) {
    return ToldOrder.of(temporal.getWorkflowClient().fetchHistory(id));
  }

  private static List<String> children(WorkflowExecutionHistory history) {
    return history.getEvents().stream()
        .filter(e -> e.getEventType() == EventType.EVENT_TYPE_CHILD_WORKFLOW_EXECUTION_STARTED)
        .map(e -> e.getChildWorkflowExecutionStartedEventAttributes().getWorkflowExecution())
        .map(WorkflowExecution::getWorkflowId)
        .filter(id -> !id.startsWith("planning/"))
        .toList();
  }

  private static void write(WorkflowExecutionHistory history, String scenario, int number) {
    HistoryEvent first = history.getEvents().getFirst();
    String type =
        first
            .getWorkflowExecutionStartedEventAttributes()
            .getWorkflowType()
            .getName()
            .toLowerCase(Locale.ROOT);
    Path file =
        FOLDER
            .resolve(type)
            .resolve(FLAG + "-" + scenario + (number == 0 ? "" : "-" + number) + ".json");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, history.toJson(true));
    } catch (IOException failed) {
      throw new IllegalStateException("cannot write " + file, failed);
    }
  }
}
