package dev.slipway.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.contract.TaskQueues;
import dev.slipway.ledger.Database;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** What this process depends on, looked at when asked. */
@Component
final class Dependencies {
  private static final int PATIENCE_SECONDS = 3;

  private final Database database;
  private final WorkflowClient temporal;

  Dependencies(Database database, WorkflowClient temporal) {
    this.database = database;
    this.temporal = temporal;
  }

  /**
   * @param detail a version, or what is wrong
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Seen(String name, boolean well, String detail) {
    Seen withoutDetail() {
      return new Seen(name, well, "");
    }
  }

  /** Those without which nothing can be served. */
  List<Seen> needed() {
    return List.of(
        seen("database", this::databaseVersion), seen("temporal", this::temporalVersion));
  }

  List<Seen> all() {
    List<Seen> needed = needed();
    return List.of(needed.get(0), needed.get(1), seen("workers", this::workers));
  }

  private static Seen seen(String name, Supplier<String> look) {
    try {
      return new Seen(name, true, look.get());
    } catch (RuntimeException failed) {
      return new Seen(name, false, String.valueOf(failed.getMessage()));
    }
  }

  private String databaseVersion() {
    return "PostgreSQL "
        + database.call(client -> client.sql("show server_version").query(String.class).single());
  }

  private String temporalVersion() {
    return "Temporal "
        + stub().getSystemInfo(GetSystemInfoRequest.getDefaultInstance()).getServerVersion();
  }

  private WorkflowServiceBlockingStub stub() {
    return temporal
        .getWorkflowServiceStubs()
        .blockingStub()
        .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private String workers() {
    int pollers =
        stub()
            .describeTaskQueue(
                DescribeTaskQueueRequest.newBuilder()
                    .setNamespace(temporal.getOptions().getNamespace())
                    .setTaskQueue(TaskQueue.newBuilder().setName(TaskQueues.SLIPWAY))
                    .setTaskQueueType(TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW)
                    .build())
            .getPollersCount();
    if (pollers == 0) {
      throw new IllegalStateException(
          "no worker polls task queue '%s'; start one".formatted(TaskQueues.SLIPWAY));
    }
    return "%d pollers on task queue '%s'".formatted(pollers, TaskQueues.SLIPWAY);
  }
}
