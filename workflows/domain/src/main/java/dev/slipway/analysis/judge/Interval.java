package dev.slipway.analysis.judge;

import java.time.Instant;
import java.util.List;

/**
 * What both sides answered in the same stretch of time, usually a second. Only answers of the same
 * interval are compared, so that an evil second which hits both sides accuses nobody.
 *
 * @param at end of the interval
 * @param canary pods of the new version that took traffic
 * @param stable pods it is held against
 */
public record Interval(Instant at, List<Tally> canary, List<Tally> stable) {
  public Interval {
    canary = List.copyOf(canary);
    stable = List.copyOf(stable);
  }

  static long total(List<Tally> pods) {
    long sum = 0;
    for (Tally pod : pods) {
      sum += pod.total();
    }
    return sum;
  }

  static long bad(List<Tally> pods) {
    long sum = 0;
    for (Tally pod : pods) {
      sum += pod.bad();
    }
    return sum;
  }
}
