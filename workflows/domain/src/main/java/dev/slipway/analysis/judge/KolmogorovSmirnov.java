package dev.slipway.analysis.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * The one-sided test of Kolmogorov and Smirnov for two samples: is there a value which more of the
 * canary's points exceed than of stable's? Unlike a rank sum it sees a change of spread or of the
 * tail as well as a shift.
 *
 * <p>The probability is exact for every size and every pattern of ties: all orders of the pooled
 * points are followed as paths on a grid, which are absorbed where they reach the difference found,
 * looked at only where a group of equal values ends (Hodges, <i>The significance probability of the
 * Smirnov two-sample test</i>, Ark. Mat. 3 (1958); ties after Schröer and Trenkler, Comput.
 * Statist. Data Anal. 20 (1995)).
 */
final class KolmogorovSmirnov {
  private KolmogorovSmirnov() {}

  private record Point(double value, boolean canary) {}

  /**
   * Probability, if both sides are alike, that the canary exceeds some value at least as much more
   * often as it does here.
   */
  static double higher(List<Double> canary, List<Double> stable) {
    List<Point> pooled = new ArrayList<>();
    canary.forEach(value -> pooled.add(new Point(value, true)));
    stable.forEach(value -> pooled.add(new Point(value, false)));
    pooled.sort((one, other) -> Double.compare(other.value(), one.value()));
    long most = 0;
    long lead = 0;
    for (int at = 0; at < pooled.size(); at++) {
      lead += pooled.get(at).canary() ? stable.size() : -canary.size();
      if (closes(pooled, at)) {
        most = Math.max(most, lead);
      }
    }
    return most == 0 ? 1 : absorbed(pooled, canary.size(), stable.size(), most);
  }

  private static boolean closes(List<Point> pooled, int at) {
    return at + 1 == pooled.size()
        || Double.compare(pooled.get(at).value(), pooled.get(at + 1).value()) != 0;
  }

  private static double absorbed(List<Point> pooled, int canary, int stable, long most) {
    double[] walking = new double[canary + 1];
    walking[0] = 1;
    double gone = 0;
    for (int at = 0; at < pooled.size(); at++) {
      double left = pooled.size() - at;
      double[] next = new double[canary + 1];
      for (int seen = 0; seen <= Math.min(at, canary); seen++) {
        double ofCanary = (canary - seen) / left;
        if (seen < canary) {
          next[seen + 1] += walking[seen] * ofCanary;
        }
        next[seen] += walking[seen] * Math.max(0, 1 - ofCanary);
      }
      if (closes(pooled, at)) {
        for (int seen = 0; seen <= Math.min(at + 1, canary); seen++) {
          if ((long) seen * stable - (long) (at + 1 - seen) * canary >= most) {
            gone += next[seen];
            next[seen] = 0;
          }
        }
      }
      walking = next;
    }
    return Math.min(1, gone);
  }
}
