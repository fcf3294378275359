package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server here cancels an attempt that has not beaten for two seconds. */
@Timeout(120)
class BeatsTest {
  private static final String QUEUE = "beats";

  private final TestServer.InProcessTestServer server = TestServer.createServer(true);
  private final WorkflowServiceStubs stubs =
      WorkflowServiceStubs.newServiceStubs(
          WorkflowServiceStubsOptions.newBuilder().setChannel(server.getChannel()).build());
  private final WorkflowClient client = WorkflowClient.newInstance(stubs);
  private final Calls calls = new Calls();

  @AfterEach
  void stop() {
    stubs.shutdownNow();
    server.close();
  }

  @Test
  void keepsACallThatOnlyWaitsForItsAnswer() {
    assertThat(run("waits")).isEqualTo("answered at attempt 1");
    assertThat(calls.attempts).hasValue(1);
  }

  @Test
  void saysAgainWhatAnActivityTellsItsNextAttempt() {
    assertThat(run("tells")).isEqualTo("attempt 3 was told by attempt 1");
  }

  private String run(String what) {
    WorkerFactory factory =
        WorkerFactory.newInstance(
            client,
            WorkerFactoryOptions.newBuilder()
                .setWorkerInterceptors(
                    new Beats(client.newActivityCompletionClient(), Duration.ofMillis(300)))
                .build());
    Worker worker = factory.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(AsksImpl.class);
    worker.registerActivitiesImplementations(calls);
    factory.start();
    try {
      return client
          .newWorkflowStub(Asks.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build())
          .ask(what);
    } finally {
      factory.shutdownNow();
      factory.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  @WorkflowInterface
  public interface Asks {
    @WorkflowMethod
    String ask(String what);
  }

  public static final class AsksImpl implements Asks {
    private final Slow slow =
        Workflow.newActivityStub(
            Slow.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(60))
                .setHeartbeatTimeout(Duration.ofSeconds(2))
                .build());

    @Override
    public String ask(String what) {
      return slow.call(what);
    }
  }

  @ActivityInterface
  public interface Slow {
    String call(String what);
  }

  static final class Calls implements Slow {
    private final AtomicInteger attempts = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);

    @Override
    public String call(String what) {
      int attempt = attempts.incrementAndGet();
      return what.equals("waits") ? waits(attempt) : tells(attempt);
    }

    private String waits(int attempt) {
      rest();
      return "answered at attempt " + attempt;
    }

    /** The first attempt leaves something, the second says nothing, and both fail late. */
    private String tells(int attempt) {
      ActivityExecutionContext context = Activity.getExecutionContext();
      if (attempt == 1) {
        context.heartbeat("attempt 1");
      }
      if (attempt < 3) {
        rest();
        throw new IllegalStateException("try again");
      }
      return "attempt %d was told by %s"
          .formatted(attempt, context.getLastHeartbeatDetails(String.class).orElse("nobody"));
    }

    private void rest() {
      try {
        boolean unused = never.await(5, TimeUnit.SECONDS);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
