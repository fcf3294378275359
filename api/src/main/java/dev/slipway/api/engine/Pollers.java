package dev.slipway.api.engine;

import dev.slipway.api.problem.Refusal;
import dev.slipway.contract.TaskQueues;
import dev.slipway.name.SiteName;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * Whether workers live, as far as Temporal can tell: by when they last asked for work. What was
 * learnt holds for some seconds, so that asking for every run costs nothing.
 */
public final class Pollers {
  private static final Duration FRESH = Duration.ofSeconds(4);

  private final WorkflowClient client;
  private final Calls calls;
  private final Clock clock;
  private final Map<Queue, Glance> glances = new ConcurrentHashMap<>();

  public Pollers(WorkflowClient client, Calls calls, Clock clock) {
    this.client = client;
    this.calls = calls;
    this.clock = clock;
  }

  private record Queue(String name, TaskQueueType type) {}

  private record Glance(Polling polling, long at) {}

  /** Those who carry the runs themselves, the worse of their two kinds of work. */
  public Polling slipway() {
    Polling workflows = of(TaskQueues.SLIPWAY, TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW);
    Polling activities = of(TaskQueues.SLIPWAY, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
    return activities.isMissing() ? activities : workflows;
  }

  /** Those who work at a site. */
  public Polling site(SiteName site) {
    return of(TaskQueues.site(site), TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY);
  }

  /** What is missing for work at these sites; empty when nothing is known to be. */
  public List<String> missing(Collection<SiteName> sites) {
    return Stream.concat(Stream.of(slipway()), sites.stream().distinct().map(this::site))
        .filter(Polling::isMissing)
        .map(Polling::sentence)
        .toList();
  }

  private Polling of(String name, TaskQueueType type) {
    var queue = new Queue(name, type);
    Glance known = glances.get(queue);
    if (known != null && System.nanoTime() - known.at() < FRESH.toNanos()) {
      return known.polling();
    }
    Polling polling = look(queue);
    glances.put(queue, new Glance(polling, System.nanoTime()));
    return polling;
  }

  private Polling look(Queue queue) {
    try {
      return calls.reaching(() -> describe(queue));
    } catch (Refusal unreachable) {
      return new Polling.Untold(queue.name(), unreachable.detail());
    }
  }

  private Polling describe(Queue queue) {
    var request =
        DescribeTaskQueueRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setTaskQueue(TaskQueue.newBuilder().setName(queue.name()))
            .setTaskQueueType(queue.type())
            .build();
    try {
      List<PollerInfo> pollers =
          client
              .getWorkflowServiceStubs()
              .blockingStub()
              .describeTaskQueue(request)
              .getPollersList();
      return told(queue, pollers.stream().map(Pollers::lastAccess).map(this::since).toList());
    } catch (StatusRuntimeException refused) {
      Status.Code code = refused.getStatus().getCode();
      if (code == Status.Code.UNIMPLEMENTED || code == Status.Code.PERMISSION_DENIED) {
        return new Polling.Untold(queue.name(), "Temporal says " + code);
      }
      throw refused;
    }
  }

  /** Temporal goes on listing workers that are gone for some minutes. */
  private static Polling told(Queue queue, List<Duration> silences) {
    long living =
        silences.stream().filter(ago -> ago.compareTo(Polling.LONGEST_SILENCE) <= 0).count();
    return silences.stream()
        .min(Duration::compareTo)
        .<Polling>map(ago -> new Polling.Asked(queue.name(), (int) living, ago))
        .orElseGet(() -> new Polling.Nobody(queue.name()));
  }

  private static Instant lastAccess(PollerInfo poller) {
    return Instant.ofEpochSecond(
        poller.getLastAccessTime().getSeconds(), poller.getLastAccessTime().getNanos());
  }

  /** Temporal's clock may be ahead of ours. */
  private Duration since(Instant at) {
    Duration ago = Duration.between(at, clock.instant());
    return ago.isNegative() ? Duration.ZERO : ago;
  }
}
