package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.PROD;
import static dev.slipway.definitions.Plans.SITE;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.rollout.RolloutReport;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.evidence.Fact;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.Trouble;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** One trouble hides no other. */
@Timeout(90)
class ManyTroublesTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void aBadChangeIsUndoneAlthoughAPersonsChangeOfAnotherServiceWasSeenBefore() {
    bench
        .site()
        .script(
            state("backend", 'b')::equals, new RolloutSighting.Superseded("somebody set image x"));
    bench.site().badLook(1); // after the time to settle, when backend is held long since
    var pods = new VerifyStep.Pods("pods of frontend", false, workload("frontend"));
    var verify =
        new VerifyPlan(Duration.ofMinutes(1), Duration.ZERO, Duration.ofMinutes(1), List.of(pods));

    RunEnd end = bench.start(plan("w1").verify(verify).wave("backend", "frontend")).end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(end.summary()).startsWith("frontend: pods of frontend: other fields");
    assertThat(bench.site().live(workload("frontend"))).isEqualTo(state("frontend", 'a'));
    assertThat(bench.site().facts(Fact.Held.class)).isEmpty();
    assertThat(bench.site().facts(Fact.RolloutEnded.class))
        .extracting(ended -> ended.service().value())
        .startsWith("backend", "frontend");
  }

  @Test
  void aWorkloadThatMayNotGoBackKeepsNoOtherOfItsServiceFromGoing() {
    bench.site().put(state("worker", 'b'));
    bench.site().put(state("backend", 'b'));
    bench.site().refusesChangesOf("worker");

    RolloutReport report = bench.rollout(back());

    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    assertThat(report.end())
        .isEqualTo(
            new RolloutEnd.Failed(
                new Trouble.Refused(
                    "backend", "Deployment/worker in shop is refused by a policy")));
    assertThat(bench.site().watches()).as("only what was changed is watched").isEqualTo(1);
  }

  private static RolloutStart back() {
    return new RolloutStart(
        RunId.of("w2"),
        "release/gone",
        PROD,
        new ServicePlan(
            ServiceName.of("backend"),
            SITE,
            "1.0.0",
            List.of(state("worker", 'a'), state("backend", 'a')),
            new Strategy.Rolling(Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ZERO),
            VerifyPlan.none()),
        List.of(state("worker", 'b'), state("backend", 'b')),
        List.of(),
        true,
        false,
        7,
        Duration.ofSeconds(3));
  }
}
