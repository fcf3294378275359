package dev.slipway.analysis.judge;

/**
 * What a test of shares counted and found. Evidence is given as a part of what decides: 1 and more
 * is enough.
 *
 * @param canary answers of the canary
 * @param canaryBad bad ones
 * @param stable answers of stable in the same intervals
 * @param stableBad bad ones
 * @param clustering intraclass correlation that was reckoned with
 * @param worse most evidence there was that the canary is worse than stable
 * @param beyond most evidence there was that the canary is above its limit; 0 without one
 * @param harmless evidence that the canary is not worse by as much as would harm
 */
public record ShareFigures(
    long canary,
    long canaryBad,
    long stable,
    long stableBad,
    double clustering,
    double worse,
    double beyond,
    double harmless) {
  /** The canary's share of bad answers; NaN without answers. */
  public double canaryShare() {
    return (double) canaryBad / canary;
  }

  /** Stable's share of bad answers; NaN without answers. */
  public double stableShare() {
    return (double) stableBad / stable;
  }
}
