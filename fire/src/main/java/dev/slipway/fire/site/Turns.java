package dev.slipway.fire.site;

import com.google.protobuf.ByteString;
import io.temporal.api.workflowservice.v1.PollActivityTaskQueueResponse;
import io.temporal.api.workflowservice.v1.PollWorkflowTaskQueueResponse;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCanceledRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondActivityTaskFailedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedRequest;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskCompletedResponse;
import io.temporal.api.workflowservice.v1.RespondWorkflowTaskFailedRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lets no activity answer while its workflow decides. The test server cannot bear it: it refuses
 * the whole decision ({@code ACTIVITY_UNKNOWN}) when that cancels an activity whose answer came in
 * meanwhile, and the workflow stands still from then on; a real server takes both. No virtual time
 * passes while an answer waits.
 */
final class Turns {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Map<ByteString, String> runs = new HashMap<>();
  private final Set<ByteString> deciding = new HashSet<>();

  /** A message from the server: may hand out tasks. */
  synchronized void received(Object message) {
    switch (message) {
      case PollWorkflowTaskQueueResponse task -> decides(task);
      case PollActivityTaskQueueResponse task -> acts(task);
      case RespondWorkflowTaskCompletedResponse eager -> {
        eager.getActivityTasksList().forEach(this::acts);
        if (eager.hasWorkflowTask()) {
          decides(eager.getWorkflowTask());
        }
      }
      default -> {}
    }
  }

  private void decides(PollWorkflowTaskQueueResponse task) {
    if (!task.getTaskToken().isEmpty()) {
      runs.put(task.getTaskToken(), task.getWorkflowExecution().getRunId());
      deciding.add(task.getTaskToken());
    }
  }

  private void acts(PollActivityTaskQueueResponse task) {
    if (!task.getTaskToken().isEmpty()) {
      runs.put(task.getTaskToken(), task.getWorkflowExecution().getRunId());
    }
  }

  /** A message to the server: an activity's answer waits for its turn. */
  void sending(Object message) {
    switch (message) {
      case RespondActivityTaskCompletedRequest answer -> await(answer.getTaskToken());
      case RespondActivityTaskFailedRequest answer -> await(answer.getTaskToken());
      case RespondActivityTaskCanceledRequest answer -> await(answer.getTaskToken());
      default -> {}
    }
  }

  /** The server has, or has refused, what was sent. */
  synchronized void sent(Object message) {
    switch (message) {
      case RespondWorkflowTaskCompletedRequest done -> deciding.remove(done.getTaskToken());
      case RespondWorkflowTaskFailedRequest done -> deciding.remove(done.getTaskToken());
      default -> {}
    }
    notifyAll();
  }

  private synchronized void await(ByteString activity) {
    String run = runs.getOrDefault(activity, "");
    long end = System.nanoTime() + PATIENCE_NANOS;
    try {
      while (deciding.stream().anyMatch(task -> run.equals(runs.get(task)))
          && System.nanoTime() < end) {
        wait(100);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
