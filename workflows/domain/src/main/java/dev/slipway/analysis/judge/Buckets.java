package dev.slipway.analysis.judge;

import java.util.List;

/**
 * A cumulative histogram as Prometheus writes it: how many answers took at most so long.
 *
 * @param bounds upper bounds in seconds, rising, without the last one of infinity
 * @param counts answers up to each bound
 * @param total all answers
 */
public record Buckets(List<Double> bounds, List<Double> counts, double total) {
  public Buckets {
    bounds = List.copyOf(bounds);
    counts = List.copyOf(counts);
    if (bounds.size() != counts.size()) {
      throw new IllegalArgumentException(
          "%d bounds and %d counts; each bound has one".formatted(bounds.size(), counts.size()));
    }
  }

  /**
   * Answers slower than so many seconds. Between two bounds nothing is known, and nothing is
   * guessed.
   *
   * @throws IllegalArgumentException when no bucket ends there
   */
  public double slowerThan(double seconds) {
    for (int at = 0; at < bounds.size(); at++) {
      if (Double.compare(bounds.get(at), seconds) == 0) {
        return total - counts.get(at);
      }
    }
    throw new IllegalArgumentException(
        "no bucket ends at %s s; there are %s; choose one of them as the bound"
            .formatted(seconds, bounds));
  }
}
