package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.release.Planned;
import dev.slipway.release.Retry;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
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
  void everyQuestionThatWasAskedAgainIsInTheTimeLine() {
    List.of(
            "WorkloadSnapshot",
            "WorkloadChange",
            "WorkloadAwait",
            "WorkloadInspect",
            "WorkloadScanLogs",
            "AutoscalerPauseEviction",
            "AutoscalerResumeEviction",
            "HttpHealth",
            "LedgerRecall",
            "NoticeSend",
            "RecoveryNoteWrite")
        .forEach(activity -> bench.stumbles().at(activity, 1));
    Plans plan = plan("p4").retryBudget(Duration.ofMinutes(10)).verify(everyLook()).wave("backend");

    assertThat(bench.start(plan).end().state()).isEqualTo(RunState.SUCCEEDED);

    assertThat(bench.site().facts(Fact.TriedAgain.class))
        .extracting(Fact::sentence)
        .contains(
            "recall versions, known-bad and open runs: answered at the 2nd attempt",
            "snapshot of Deployment/backend in shop: answered at the 2nd attempt",
            "leave the way back of backend in the cluster: answered at the 2nd attempt",
            "pause eviction of Deployment/backend in shop: answered at the 2nd attempt",
            "set Deployment/backend in shop: answered at the 2nd attempt",
            "watch Deployment/backend in shop: answered at the 2nd attempt",
            "backend: verify pods: answered at the 2nd attempt",
            "backend: verify logs: answered at the 2nd attempt",
            "backend: verify health: answered at the 2nd attempt",
            "resume eviction of Deployment/backend in shop: answered at the 2nd attempt")
        .anyMatch(said -> said.startsWith("tell chat: ") && said.endsWith("at the 2nd attempt"));
    assertThat(bench.site().facts(Fact.SystemIll.class)).isEmpty();
    assertThat(bench.site().sets()).hasSize(1);
  }

  private static VerifyPlan everyLook() {
    return new VerifyPlan(
        Duration.ZERO,
        Duration.ZERO,
        Duration.ofSeconds(5),
        List.of(
            new VerifyStep.Pods("pods", false, workload("backend")),
            new VerifyStep.LogScan("logs", false, workload("backend"), List.of("ERROR"), 0),
            new VerifyStep.Health(
                "health",
                false,
                new HttpTarget.InCluster("shop", "backend", 80),
                "/health",
                List.of(),
                1,
                Duration.ZERO,
                Duration.ZERO)));
  }

  @Test
  void aRefusalSaysAtWhichAttemptItCame() {
    bench.site().refusesChangesOf("backend");
    bench.stumbles().at("WorkloadChange", 1);

    RunEnd end = bench.start(plan("p5").retryBudget(Duration.ofMinutes(10)).wave("backend")).end();

    assertThat(end.summary()).contains("is refused by a policy");
    assertThat(bench.site().sentences())
        .containsSubsequence(
            "set Deployment/backend in shop: refused at the 2nd attempt",
            "backend: failed: Deployment/backend in shop is refused by a policy");
  }

  @Test
  void whatWorkersOfEarlierBuildsWroteIntoTheirAnswersIsInTheTimeLineToo() {
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
