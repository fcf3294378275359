package dev.slipway.analysis.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Samples as a test needs them. */
final class Seen {
  static final Instant BEGIN = Instant.parse("2026-03-02T10:00:00Z");

  private static final Instant OLD = BEGIN.minusSeconds(86_400);

  private Seen() {}

  static Window after(long seconds) {
    return new Window(
        BEGIN, BEGIN.plusSeconds(seconds), Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  static Sample.Counter counter(Arm arm, long second, double total, double bad) {
    return new Sample.Counter(
        BEGIN.plusSeconds(second), new Source(arm, arm + "-1", OLD), total, bad);
  }

  static Sample.Level level(Arm arm, long second, double value) {
    return new Sample.Level(BEGIN.plusSeconds(second), new Source(arm, arm + "-1", OLD), value);
  }

  /** The n-th value of each side is read in the n-th second. */
  static List<Sample> levels(double[] canary, double[] stable) {
    List<Sample> samples = new ArrayList<>();
    for (int at = 0; at < canary.length; at++) {
      samples.add(level(Arm.CANARY, at + 1, canary[at]));
    }
    for (int at = 0; at < stable.length; at++) {
      samples.add(level(Arm.STABLE, at + 1, stable[at]));
    }
    return samples;
  }

  /** Both sides answer evenly for so many seconds, after a minute of stable alone. */
  static List<Sample> counters(long seconds, Side canary, Side stable) {
    List<Sample> samples = new ArrayList<>();
    for (long second = -60; second <= seconds; second++) {
      double stableFor = second + 60;
      samples.add(
          counter(
              Arm.STABLE, second, stableFor * stable.each(), Math.floor(stableFor * stable.bad())));
      if (second >= 0) {
        samples.add(
            counter(Arm.CANARY, second, second * canary.each(), Math.floor(second * canary.bad())));
      }
    }
    return samples;
  }

  record Side(double each, double bad) {}
}
