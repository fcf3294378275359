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

  public static VerifyPlan none() {
    return new VerifyPlan(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), List.of());
  }
}
