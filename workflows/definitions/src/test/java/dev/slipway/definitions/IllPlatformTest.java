package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** An ill platform stops the clock, and only for as long as it is ill. */
@Timeout(60)
class IllPlatformTest {
  private static final RolloutSighting NEVER_READY = new RolloutSighting.Complete(0);
  private static final RolloutSighting ILL =
      new RolloutSighting.PlatformIll("nodes", "no room for backend-1");
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  private void backend(RolloutSighting says) {
    bench.site().clearScripts();
    bench.site().script(change -> change.equals(state("backend", 'b')), says);
  }

  @Test
  void theClockRunsAgainWhenThePlatformIsWell() {
    backend(ILL);
    TestBench.Run run =
        bench.start(plan("i1").rolloutTimeout(Duration.ofSeconds(2)).wave("backend"));
    TestBench.eventually("held", () -> !bench.site().facts(Fact.Held.class).isEmpty());

    backend(NEVER_READY);

    RunEnd end = run.end();
    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(end.summary()).contains("the rollout of", "was not finished within 2s");
    assertThat(bench.site().facts(Fact.SystemWell.class)).hasSize(1);
  }

  @Test
  void aPersonsHoldReachesAWorkloadThatWaitsForAnIllPlatform() {
    backend(ILL);
    bench.site().retries(1);
    TestBench.Run run = bench.start(plan("i2").wave("backend"));
    TestBench.eventually("held", () -> !bench.site().facts(Fact.Held.class).isEmpty());

    run.workflow().hold(run.order(BOB, "let me look"));

    TestBench.eventually("paused", () -> bench.site().effects().contains("pause backend"));
    bench.site().clearScripts();
    run.workflow().resume(run.order(BOB, "go on"));
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().effects()).contains("resume backend");
    assertThat(bench.site().sentences())
        .containsSubsequence(
            "Deployment/backend in shop paused at the 2nd attempt",
            "Deployment/backend in shop goes on at the 2nd attempt");
  }

  @Test
  void aPlatformThatFallsIllAgainAndAgainKeepsNoBadChangeAlive() {
    backend(ILL);
    bench.site().flapping(true);

    RunEnd end =
        bench.start(plan("i3").rolloutTimeout(Duration.ofSeconds(2)).wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(end.summary()).contains("the rollout of", "was not finished within 2s");
  }
}
