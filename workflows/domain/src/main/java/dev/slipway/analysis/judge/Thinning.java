package dev.slipway.analysis.judge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Leaves out points whose neighbours said the same already: memory read once a second gives sixty
 * points a minute and perhaps one piece of news. The stride is (1+r)/(1-r) for a correlation r of
 * neighbours, which is what n correlated points are worth less (Bayley and Hammersley, <i>The
 * effective number of independent observations in an autocorrelated time series</i>, J. R. Statist.
 * Soc. Suppl. 8 (1946)).
 */
final class Thinning {
  private static final double MOST = 0.98;

  private Thinning() {}

  /** How far apart points must be to say something new, from 1. */
  static int stride(Collection<List<Double>> pods) {
    double products = 0;
    double squares = 0;
    for (List<Double> pod : pods) {
      double mean =
          pod.stream().mapToDouble(value -> value).reduce(0, (a, b) -> a + b) / pod.size();
      for (int at = 0; at < pod.size(); at++) {
        double here = pod.get(at) - mean;
        squares += here * here;
        products += at == 0 ? 0 : here * (pod.get(at - 1) - mean);
      }
    }
    double correlation = squares == 0 ? 0 : Math.max(0, Math.min(MOST, products / squares));
    return (int) StrictMath.round((1 + correlation) / (1 - correlation));
  }

  static List<Double> each(List<Double> values, int every) {
    List<Double> kept = new ArrayList<>();
    for (int at = 0; at < values.size(); at += every) {
      kept.add(values.get(at));
    }
    return kept;
  }
}
