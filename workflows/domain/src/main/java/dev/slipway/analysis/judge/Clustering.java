package dev.slipway.analysis.judge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns from stable how much bad answers come in bursts: the intraclass correlation of the answers
 * of one pod in one second, by the method of moments, with what the whole of stable did in that
 * second taken out when it has two pods or more. Sums over 1, 4, 16, 64 and 256 intervals are
 * looked at, so that bursts which last, and pods which always differ from their siblings, are seen
 * too; the largest answer counts.
 *
 * <p>What is learnt up to an interval is only used from the next one on; nothing of the canary goes
 * in, or a bad canary would excuse itself by its own bursts.
 */
final class Clustering {
  /**
   * Least correlation that is believed: no second of one side is ever worth more than 1/0.005 = 200
   * independent answers.
   */
  static final double LEAST = 0.005;

  private static final double MOST = 0.5;
  private static final int[] SPANS = {1, 4, 16, 64, 256};

  private final Map<String, Pod> pods = new LinkedHashMap<>();
  private final double[] squares = new double[SPANS.length];
  private final double[] variances = new double[SPANS.length];
  private final double[] noise = new double[SPANS.length];
  private double scale;
  private long intervals;

  private static final class Pod {
    private final double[] residual = new double[SPANS.length];
    private final double[] variance = new double[SPANS.length];
  }

  /**
   * @param stable answers of one interval
   * @param supposed stable's share as known before it; used when stable is a single pod
   */
  void learn(List<Tally> stable, double supposed) {
    long total = Interval.total(stable);
    long bad = Interval.bad(stable);
    boolean siblings = stable.size() > 1 && total > 1;
    for (Tally tally : stable) {
      double share = siblings ? (double) bad / total : supposed;
      double variance =
          tally.total()
              * share
              * (1 - share)
              * (siblings ? (double) (total - tally.total()) / (total - 1) : 1);
      Pod pod = pods.computeIfAbsent(tally.pod(), name -> new Pod());
      scale += variance * Math.max(0, tally.total() - 1);
      for (int span = 0; span < SPANS.length; span++) {
        pod.residual[span] += tally.bad() - tally.total() * share;
        pod.variance[span] += variance;
      }
    }
    intervals++;
    for (int span = 0; span < SPANS.length; span++) {
      if (intervals % SPANS[span] == 0) {
        close(span);
      }
    }
  }

  private void close(int span) {
    for (Pod pod : pods.values()) {
      double variance = pod.variance[span];
      squares[span] += pod.residual[span] * pod.residual[span];
      variances[span] += variance;
      noise[span] += 2 * variance * variance + variance;
      pod.residual[span] = 0;
      pod.variance[span] = 0;
    }
  }

  /** The intraclass correlation to reckon with. */
  double value() {
    double largest = LEAST;
    for (int span = 0; span < SPANS.length && scale > 0; span++) {
      double excess = squares[span] - variances[span] - StrictMath.sqrt(noise[span]);
      largest = Math.max(largest, excess / scale);
    }
    return Math.min(MOST, largest);
  }
}
