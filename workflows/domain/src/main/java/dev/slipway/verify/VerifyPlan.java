package dev.slipway.verify;

import java.time.Duration;
import java.util.List;

/**
 * @param settle quiet time before the first step
 * @param observe after the first pass, steps other than smoke are asked again until this time is
 *     over
 * @param every interval of the repeated passes
 */
public record VerifyPlan(
    Duration settle, Duration observe, Duration every, List<VerifyStep> steps) {
  public VerifyPlan {
    steps = List.copyOf(steps);
  }

  /** Steps of every pass; a script with effects is only in the first. */
  public List<VerifyStep> repeated() {
    return steps.stream().filter(step -> !(step instanceof VerifyStep.Smoke)).toList();
  }

  /** References to secrets that the steps need. */
  public List<String> secrets() {
    return steps.stream()
        .filter(VerifyStep.Smoke.class::isInstance)
        .map(VerifyStep.Smoke.class::cast)
        .flatMap(smoke -> smoke.secrets().stream())
        .map(SecretVariable::ref)
        .distinct()
        .toList();
  }

  public static VerifyPlan none() {
    return new VerifyPlan(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), List.of());
  }
}
