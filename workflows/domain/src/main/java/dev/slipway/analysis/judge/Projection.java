package dev.slipway.analysis.judge;

/**
 * The pair of shares with a given difference that is nearest to a supposed pair, in the sense of
 * Kullback and Leibler weighted by the number of answers.
 *
 * <p>Held against this nearest pair, a likelihood ratio of two binomial samples is an e-variable
 * for every pair in the half plane behind it: Turner, Ly and Grünwald, <i>Generic E-variables for
 * exact sequential k-sample tests that allow for optional stopping</i>, J. Statist. Plann.
 * Inference 230 (2024). The reason fits here: with f the ratio per answer, the expected product is
 * at most the weighted mean of the two expected ratios raised to the number of answers, that mean
 * is linear in the two shares, and it is 1 at the nearest pair and no more than 1 behind it.
 * Raising ratios to a power below 1 only makes the expectation smaller (Jensen).
 *
 * @param canary weight of the canary's answers, above 0
 * @param supposedCanary share supposed for the canary, inside 0 to 1
 * @param stable weight of stable's answers, above 0
 * @param supposedStable share supposed for stable, inside 0 to 1
 * @param difference canary's share less stable's, -1 to 1 exclusive
 */
record Projection(
    double canary, double supposedCanary, double stable, double supposedStable, double difference) {
  private static final int STEPS = 60;

  /** Stable's share in the nearest pair: a root by Newton's steps, halving where they leave. */
  double nearestStable() {
    double low = Math.min(supposedStable, supposedCanary - difference);
    double high = Math.max(supposedStable, supposedCanary - difference);
    low = Math.max(low, Math.max(0, -difference));
    high = Math.min(high, Math.min(1, 1 - difference));
    double share = (low + high) / 2;
    for (int step = 0; step < STEPS && high - low > 1e-15; step++) {
      double slope = slope(share);
      if (slope > 0) {
        low = share;
      } else {
        high = share;
      }
      double next = share - slope / bend(share);
      boolean inside = next > low && next < high;
      double before = share;
      share = inside ? next : (low + high) / 2;
      if (inside && Math.abs(share - before) <= 1e-13 * share) {
        return share;
      }
    }
    return share;
  }

  private double slope(double share) {
    double other = share + difference;
    return canary * (supposedCanary / other - (1 - supposedCanary) / (1 - other))
        + stable * (supposedStable / share - (1 - supposedStable) / (1 - share));
  }

  private double bend(double share) {
    double other = share + difference;
    return -canary
            * (supposedCanary / (other * other)
                + (1 - supposedCanary) / ((1 - other) * (1 - other)))
        - stable
            * (supposedStable / (share * share)
                + (1 - supposedStable) / ((1 - share) * (1 - share)));
  }
}
