package dev.slipway.analysis.judge;

import java.time.Duration;

/**
 * What a metric counts for.
 *
 * @param critical its Fail fails the analysis
 * @param weight what it counts for among those which are not critical, 0 to 1000
 * @param silent what it means that it has no usable samples
 * @param warmUp age that a pod must have reached before its samples count
 */
public record Standing(boolean critical, double weight, WhenSilent silent, Duration warmUp) {
  /** Critical, and every answer counts at once. */
  public static final Standing CRITICAL = new Standing(true, 1, WhenSilent.HOLD, Duration.ZERO);

  public Standing {
    Bounds.within("weight", weight, 0, 1000);
    if (critical && silent == WhenSilent.IGNORE) {
      throw new IllegalArgumentException(
          "a critical metric cannot be ignored when it is silent; say whenSilent: hold, or make it"
              + " not critical");
    }
    if (warmUp.isNegative()) {
      throw new IllegalArgumentException("warmUp is %s; it is 0 or more".formatted(warmUp));
    }
  }
}
