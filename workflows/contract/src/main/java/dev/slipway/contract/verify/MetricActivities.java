package dev.slipway.contract.verify;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "Metric")
public interface MetricActivities {
  /** A70: one condition; NaN and empty are NoData, an error or silence is ProviderDown. */
  StepVerdict condition(VerifyStep.Condition condition);

  /** Answers PrometheusTargets and PrometheusRules. */
  Finding check(Check check);
}
