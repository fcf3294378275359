package dev.slipway.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.preflight.HttpTarget;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WayBackChecksTest {
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
  private static final HttpTarget TARGET = new HttpTarget.InCluster("shop", "api", 80);
  private static final VerifyStep PODS = new VerifyStep.Pods("pods", false, API);
  private static final VerifyStep HEALTH =
      new VerifyStep.Health(
          "health",
          false,
          TARGET,
          "/health",
          List.of(
              new FieldExpectation("/status", "healthy"),
              new FieldExpectation("/version", "${version}")),
          3,
          Duration.ofSeconds(1),
          Duration.ZERO);

  @Test
  void numbersThatTheBadVersionMadeDoNotJudgeTheGoodOne() {
    VerifyPlan forward =
        plan(
            Duration.ofMinutes(5),
            PODS,
            HEALTH,
            new VerifyStep.LogScan("log", false, API, List.of("ERROR"), 0),
            new VerifyStep.Condition("rate", false, "http://p", "x", Comparison.BELOW, 1));

    VerifyPlan back = WayBackChecks.of(forward, true).orElseThrow();

    assertThat(back.steps()).containsExactly(PODS, HEALTH);
    assertThat(back.observe()).hasMinutes(5);
  }

  @Test
  void holdsTheLockForAQuarterOfAnHourAtMost() {
    assertThat(WayBackChecks.of(plan(Duration.ofDays(7), PODS), true).orElseThrow().observe())
        .hasMinutes(15);
  }

  @Test
  void podsAloneWereLookedAtAlready() {
    assertThat(WayBackChecks.of(plan(Duration.ZERO, PODS), true)).isEmpty();
    assertThat(WayBackChecks.of(VerifyPlan.none(), true)).isEmpty();
  }

  @Test
  void aVersionWithoutANameIsOnlyAskedToBeThere() {
    VerifyPlan back =
        WayBackChecks.of(
                plan(Duration.ZERO, HEALTH, smoke("/items"), smoke("/items/${version}")), false)
            .orElseThrow();

    assertThat(back.steps()).hasSize(2).contains(smoke("/items"));
    assertThat(((VerifyStep.Health) back.steps().getFirst()).expect())
        .containsExactly(
            new FieldExpectation("/status", "healthy"), new FieldExpectation("/version", null));
  }

  private static VerifyStep smoke(String path) {
    var step =
        new HttpStep("get", "GET", path, List.of(), null, List.of(), List.of(), List.of(), null);
    return new VerifyStep.Smoke("smoke " + path, false, TARGET, List.of(step), List.of());
  }

  private static VerifyPlan plan(Duration observe, VerifyStep... steps) {
    return new VerifyPlan(Duration.ZERO, observe, Duration.ofMinutes(1), List.of(steps));
  }
}
