package dev.slipway.analysis.judge;

/**
 * Answers of both sides in one interval, divided by how much answers of one second hang together
 * (the effective numbers of Rao and Scott, <i>A simple method for the analysis of clustered binary
 * data</i>, Biometrics 48 (1992)).
 *
 * @param canary the canary's effective answers, 0 or more
 * @param canaryBad those of them that were bad
 * @param stable stable's effective answers, 0 or more
 * @param stableBad those of them that were bad
 */
record Counts(double canary, double canaryBad, double stable, double stableBad) {

  /**
   * @param clustering intraclass correlation of answers of one second, 0 to 1
   */
  static Counts of(Interval interval, double clustering) {
    long canary = Interval.total(interval.canary());
    long stable = Interval.total(interval.stable());
    double canaryFactor = 1 + Math.max(0, canary - 1) * clustering;
    double stableFactor = 1 + Math.max(0, stable - 1) * clustering;
    return new Counts(
        canary / canaryFactor,
        Interval.bad(interval.canary()) / canaryFactor,
        stable / stableFactor,
        Interval.bad(interval.stable()) / stableFactor);
  }

  /** Log of the likelihood ratio of two pairs of shares. */
  double logRatio(double canaryShare, double stableShare, double nearCanary, double nearStable) {
    return canaryRatio(canaryShare, nearCanary)
        + term(stableBad, stableShare, nearStable)
        + term(stable - stableBad, 1 - stableShare, 1 - nearStable);
  }

  /** The same for the canary alone. */
  double canaryRatio(double share, double near) {
    return term(canaryBad, share, near) + term(canary - canaryBad, 1 - share, 1 - near);
  }

  private static double term(double weight, double share, double near) {
    return weight == 0 ? 0 : weight * StrictMath.log(share / near);
  }
}
