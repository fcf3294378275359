package dev.slipway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.Payloads;
import dev.slipway.definitions.run.Attempts;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every recorded history must still be the history of today's code: else an open run would break.
 */
@Execution(ExecutionMode.SAME_THREAD)
class GoldenHistoryTest {
  private static TestWorkflowEnvironment temporal;
  private static Worker worker;

  @BeforeAll
  static void open() {
    temporal =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkflowClientOptions(
                    WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new Attempts()).build())
                .build());
    worker = temporal.newWorker("replay", TestBench.patient());
    worker.registerWorkflowImplementationTypes(Definitions.all());
  }

  @AfterAll
  static void close() {
    temporal.close();
  }

  static List<Path> histories() throws IOException {
    try (var files = Files.walk(GoldenHistories.FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".json")).sorted().toList();
    }
  }

  @Test
  void coversEveryWorkflowThatLivesLong() throws IOException {
    assertThat(histories())
        .extracting(f -> f.getParent().getFileName().toString())
        .contains("release", "rollout", "environment", "rollback", "lastword");
  }

  @ParameterizedTest
  @MethodSource("histories")
  void replays(Path history) throws Exception {
    worker.replayWorkflowExecution(WorkflowExecutionHistory.fromJson(Files.readString(history)));
  }
}
