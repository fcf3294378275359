package dev.slipway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.environment.EnvironmentStart;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import dev.slipway.lock.LockAnswer;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stop reaches more runs than fit into one page of the ledger, and each of them once. */
@Timeout(120)
class FanOutTest {
  private static final int RUNS = 120;
  private final TestBench bench = TestBench.withListeners(Listener.class);

  @AfterEach
  void close() {
    bench.close();
  }

  /** Somebody who only hears what a lock space says. */
  @WorkflowInterface
  public interface Hearing {
    @WorkflowMethod
    void run();

    @SignalMethod
    void lock(LockAnswer answer);

    @QueryMethod
    long stops();
  }

  /** Counts stops. */
  public static final class Listener implements Hearing {
    private long stops;

    @Override
    public void run() {
      Workflow.await(() -> false);
    }

    @Override
    public void lock(LockAnswer answer) {
      if (answer instanceof LockAnswer.StopOrdered) {
        stops++;
      }
    }

    @Override
    public long stops() {
      return stops;
    }
  }

  @Test
  void everyOpenRunHearsOfAStopOnce() {
    List<String> runs =
        IntStream.range(0, RUNS)
            .mapToObj(i -> WorkflowIds.release(RunId.of("run-%03d".formatted(i))))
            .toList();
    runs.forEach(this::listen);
    bench.site().openRunsAre(runs);
    WorkflowClient.start(
        client()
                .newWorkflowStub(
                    EnvironmentWorkflow.class, options(WorkflowIds.environment(Plans.PROD)))
            ::run,
        new EnvironmentStart(Plans.PROD, null));
    var order = new StopOrder("bob", "fire", false, Instant.EPOCH);

    bench.environment().stop(order);

    TestBench.eventually("the last one heard it", () -> stops(runs.getLast()) == 1);
    assertThat(runs).allSatisfy(run -> assertThat(stops(run)).as(run).isEqualTo(1));
    assertThat(bench.site().pages()).as("of open runs").isGreaterThanOrEqualTo(3);
  }

  private void listen(String run) {
    WorkflowClient.start(client().newWorkflowStub(Hearing.class, options(run))::run);
  }

  private long stops(String run) {
    return client().newWorkflowStub(Hearing.class, run).stops();
  }

  private WorkflowClient client() {
    return bench.temporal().getWorkflowClient();
  }

  private static WorkflowOptions options(String id) {
    return WorkflowOptions.newBuilder().setWorkflowId(id).setTaskQueue(TaskQueues.SLIPWAY).build();
  }
}
