package dev.slipway.analysis.judge;

import java.util.List;

/**
 * Evidence against "the canary is no worse than allowed", as the wealth of a gambler who starts
 * with 1 and can expect no gain while that is true. By Ville's inequality the wealth ever reaches
 * 1/a with a probability of at most a, however often one looks.
 *
 * <p>The stake is spread over how much worse the canary may be, and over when it begins to be so:
 * the part for a beginning at the n-th interval is 1/(n(n+1)), which adds up to 1. So a canary that
 * breaks after a quiet hour is still found, and the guarantee holds for the whole (a mixture of
 * e-processes is one: Shin, Ramdas and Rinaldo, <i>E-detectors</i>, New England J. Statist. Data
 * Sci. 2 (2024); Waudby-Smith and Ramdas, <i>Estimating means of bounded random variables by
 * betting</i>, JRSS B 86 (2024)).
 */
final class Wealth {
  /** How much worse than allowed, as a share, and the part of the stake on it. */
  private static final List<Bet> BETS =
      List.of(
          new Bet(0.0025, 0.05),
          new Bet(0.005, 0.08),
          new Bet(0.01, 0.10),
          new Bet(0.02, 0.10),
          new Bet(0.05, 0.12),
          new Bet(0.10, 0.10),
          new Bet(0.20, 0.10),
          new Bet(0.50, 0.25),
          new Bet(0.90, 0.10));

  /** One sample never multiplies a bet by more: keeps the sum finite. */
  private static final double MOST = 60;

  static final double SMALLEST = 1e-6;

  private record Bet(double excess, double part) {}

  private final double[] placed = new double[BETS.size()];
  private long intervals;
  private double wealth = 1;
  private double highest = 1;

  /**
   * Bets on the next interval against a canary that is at most {@code margin} above stable.
   *
   * @param supposedStable stable's share as known before this interval
   */
  void against(Counts counts, double supposedStable, double margin) {
    double[] logs = new double[placed.length];
    for (int bet = 0; bet < logs.length; bet++) {
      double supposed = Math.min(1 - SMALLEST, supposedStable + margin + BETS.get(bet).excess());
      if (counts.canary() > 0 && counts.stable() > 0 && supposed > supposedStable + margin) {
        double near =
            new Projection(counts.canary(), supposed, counts.stable(), supposedStable, margin)
                .nearestStable();
        logs[bet] = counts.logRatio(supposed, supposedStable, near + margin, near);
      }
    }
    settle(logs);
  }

  /** Bets on the next interval against a canary that is at most at {@code limit}. */
  void againstLimit(Counts counts, double limit) {
    double[] logs = new double[placed.length];
    for (int bet = 0; bet < logs.length; bet++) {
      double supposed = Math.min(1 - SMALLEST, limit + BETS.get(bet).excess());
      if (supposed > limit) {
        logs[bet] = counts.canaryRatio(supposed, Math.max(SMALLEST, limit));
      }
    }
    settle(logs);
  }

  private void settle(double[] logs) {
    intervals++;
    double begins = 1.0 / ((double) intervals * (intervals + 1));
    double kept = 1.0 / (intervals + 1);
    double sum = kept;
    for (int bet = 0; bet < logs.length; bet++) {
      placed[bet] =
          (placed[bet] + begins * BETS.get(bet).part()) * StrictMath.exp(Math.min(MOST, logs[bet]));
      sum += placed[bet];
    }
    wealth = Math.min(1e300, sum);
    highest = Math.max(highest, wealth);
  }

  /** The evidence now; 1 is none. */
  double now() {
    return wealth;
  }

  /** The most there ever was; this is what decides. */
  double highest() {
    return highest;
  }
}
