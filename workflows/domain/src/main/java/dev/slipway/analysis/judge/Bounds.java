package dev.slipway.analysis.judge;

/** Refuses numbers that a rule cannot mean, NaN included. */
final class Bounds {
  private Bounds() {}

  static void within(String name, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          "%s is %s; it lies between %s and %s".formatted(name, value, least, most));
    }
  }
}
