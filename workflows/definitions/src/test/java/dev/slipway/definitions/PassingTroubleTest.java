package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.release.Planned;
import dev.slipway.release.Retry;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What passes by itself is seen and does no harm; and nobody is blamed for us. */
@Timeout(90)
class PassingTroubleTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void whatHadToBeTriedAgainIsInTheTimeLine() {
    bench.site().retries(2);
    Plans plan = plan("p1").wave("backend");
    var planned = (Planned.Ready) plan.planned();
    bench.plansOnly(
        plan,
        new Planned.Ready(
            planned.plan(),
            planned.snapshots(),
            planned.preflight(),
            List.of(new Retry("the registry answered for image shop/backend:v2.0.0", 1))));

    assertThat(bench.start(plan).end().state()).isEqualTo(RunState.SUCCEEDED);

    assertThat(bench.site().sentences())
        .containsSubsequence(
            "the registry answered for image shop/backend:v2.0.0 at the 2nd attempt",
            "backend: the way back was left in the cluster at the 3rd attempt",
            "eviction of Deployment/backend in shop paused at the 3rd attempt",
            "backend: changed Deployment/backend in shop (at the 3rd attempt)",
            "eviction of Deployment/backend in shop allowed again at the 3rd attempt");
    assertThat(bench.site().facts(Fact.SystemIll.class)).isEmpty();
  }

  @Test
  void aSilentWorkerOfOursIsNotAnIllAutoscaler() {
    bench.site().autoscalersAreSilent(true);
    bench
        .site()
        .script(
            state("backend", 'b')::equals,
            new RolloutSighting.Misconfigured("backend-1", "Error", "no such key"));

    assertThat(bench.start(plan("p3").wave("backend")).end().state())
        .isEqualTo(RunState.NEEDS_ATTENTION);

    assertThat(bench.site().facts(Fact.SystemIll.class))
        .isNotEmpty()
        .extracting(Fact.SystemIll::system)
        .allMatch(
            system -> system.startsWith("the worker for autoscaler of Deployment/backend in shop"));
  }
}
