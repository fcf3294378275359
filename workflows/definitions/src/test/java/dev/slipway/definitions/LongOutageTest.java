package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.release.RunState;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Who waits for days must not fill a history that has an end. */
@Timeout(120)
class LongOutageTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void aVerificationThatSeesNothingLooksLessAndLessOften() {
    bench.site().blindLooks(true);
    TestBench.Run run =
        bench.start(plan("l1").maxHold(Duration.ofDays(9)).verify(pods()).wave("backend"));

    outage(() -> bench.site().looks());

    bench.site().blindLooks(false);
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aWatchThatNobodyAnswersIsBegunLessAndLessOften() {
    bench.site().watchesFail(true);
    TestBench.Run run = bench.start(plan("l2").maxHold(Duration.ofDays(9)).wave("backend"));

    outage(() -> bench.site().watches());

    bench.site().watchesFail(false);
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.SystemIll.class)).hasSize(1);
  }

  private void outage(IntSupplier tries) {
    TestBench.eventually("held", () -> !bench.site().facts(Fact.Held.class).isEmpty());
    bench.temporal().sleep(Duration.ofHours(6));
    assertThat(tries.getAsInt()).isBetween(20, 100);
  }

  private static VerifyPlan pods() {
    return new VerifyPlan(
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofMinutes(1),
        List.of(new VerifyStep.Pods("pods", false, workload("backend"))));
  }
}
