package dev.slipway.analysis.judge;

import java.time.Duration;
import java.time.Instant;

/**
 * The time that is judged.
 *
 * @param begin when the canary could first get traffic; samples before it teach what is usual
 * @param asOf the moment to judge for; later samples are left out
 * @param every time between two looks, usually a second
 * @param staleAfter age from which a sample says nothing about now
 */
public record Window(Instant begin, Instant asOf, Duration every, Duration staleAfter) {
  public Window {
    if (every.compareTo(Duration.ofMillis(100)) < 0 || every.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException(
          "every is %s; it lies between 100 ms and an hour".formatted(every));
    }
    if (staleAfter.compareTo(every) < 0) {
      throw new IllegalArgumentException(
          "staleAfter is %s, less than every (%s)".formatted(staleAfter, every));
    }
  }

  /** Number of the interval that a moment lies in; below 0 before the begin. */
  long interval(Instant at) {
    return Math.floorDiv(Duration.between(begin, at).toNanos(), every.toNanos());
  }

  Instant end(long interval) {
    return begin.plus(every.multipliedBy(interval + 1));
  }

  boolean stale(Instant at) {
    return at.isBefore(asOf.minus(staleAfter));
  }
}
