package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.release.RunState;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** That we could not see is nobody's fault. */
@Timeout(90)
class AbsenceTest {
  private final TestBench bench = TestBench.inRealTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void aWatchThatWentBlindIsNotBelievedBeforeALastLook() {
    bench.site().watchesAreBlind(true);

    TestBench.Run run =
        bench.start(plan("a3").rolloutTimeout(Duration.ofSeconds(2)).wave("backend"));

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }
}
