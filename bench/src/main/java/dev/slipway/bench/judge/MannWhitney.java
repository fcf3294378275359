package dev.slipway.bench.judge;

import java.util.ArrayList;
import java.util.List;

/**
 * The rank test that other judges use, for the sake of comparison: normal approximation with ties
 * and continuity, one-sided (the canary has more).
 */
final class MannWhitney {
  private MannWhitney() {}

  private record Ranked(double value, boolean canary) {}

  /** z of the canary's rank sum; above 2.05 is "higher" with a confidence of 0.98. */
  static double z(List<Double> canary, List<Double> stable) {
    List<Ranked> all = new ArrayList<>();
    canary.forEach(value -> all.add(new Ranked(value, true)));
    stable.forEach(value -> all.add(new Ranked(value, false)));
    all.sort((one, other) -> Double.compare(one.value(), other.value()));
    double ranks = 0;
    double ties = 0;
    for (int from = 0; from < all.size(); ) {
      int to = from;
      int ofCanary = 0;
      while (to < all.size() && Double.compare(all.get(to).value(), all.get(from).value()) == 0) {
        ofCanary += all.get(to).canary() ? 1 : 0;
        to++;
      }
      double same = to - from;
      ranks += ofCanary * (from + 1 + to) / 2.0;
      ties += same * same * same - same;
      from = to;
    }
    double n = canary.size();
    double m = stable.size();
    double total = n + m;
    double variance = n * m / 12 * (total + 1 - ties / (total * (total - 1)));
    double above = ranks - n * (n + 1) / 2 - n * m / 2;
    return variance <= 0 ? 0 : (above - 0.5) / Math.sqrt(variance);
  }
}
