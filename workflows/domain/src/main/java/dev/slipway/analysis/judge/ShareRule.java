package dev.slipway.analysis.judge;

import org.jspecify.annotations.Nullable;

/**
 * A share of bad answers: errors, or answers slower than a bound. More is worse.
 *
 * @param margin how much more than stable's share is still allowed, 0 to 0.5
 * @param relative further margin as a part of stable's usual share, 0 to 10: what sound pods differ
 *     by for good
 * @param harm how much more than that would do harm, in place of the margin; it must be excluded
 *     for a Pass; above the margin, below 1
 * @param limit share that is too much whatever stable does, above 0 and below 1; null for none
 * @param overlooked probability that harm is overlooked at a Pass, 0.0001 to 0.5
 * @param minimumSamples answers of the canary that a Pass needs, at least 1
 */
public record ShareRule(
    String name,
    Standing standing,
    double margin,
    double relative,
    double harm,
    @Nullable Double limit,
    double overlooked,
    long minimumSamples)
    implements Rule {
  public ShareRule {
    Bounds.within("margin of " + name, margin, 0, 0.5);
    Bounds.within("relative of " + name, relative, 0, 10);
    Bounds.within("overlooked of " + name, overlooked, 0.0001, 0.5);
    Bounds.within("minimumSamples of " + name, (double) minimumSamples, 1, 1e12);
    if (!(harm > margin && harm < 1)) {
      throw new IllegalArgumentException(
          "harm of %s is %s; it lies above the margin %s and below 1"
              .formatted(name, harm, margin));
    }
    if (limit != null && !(limit > 0 && limit < 1)) {
      throw new IllegalArgumentException(
          "limit of %s is %s; it lies above 0 and below 1".formatted(name, limit));
    }
  }

  /**
   * Errors: 0.1 percentage points and a quarter of stable's share allowed, 1 excluded, no absolute
   * limit.
   */
  public static ShareRule errors(String name) {
    return new ShareRule(name, Standing.CRITICAL, 0.001, 0.25, 0.01, null, 0.05, 50);
  }

  /** Slow answers, 5 percent of which are allowed: 1 percentage point above stable, 3 excluded. */
  public static ShareRule slowness(String name) {
    return new ShareRule(name, Standing.CRITICAL, 0.01, 0.25, 0.03, 0.05, 0.05, 50);
  }
}
