package dev.slipway.analysis.judge;

import java.time.Duration;

/**
 * A series of levels, such as CPU, memory or the length of a queue.
 *
 * @param direction which change is bad
 * @param tolerance relative change that is still allowed, 0 to 100
 * @param floor change that is still allowed in the unit of the series, 0 or more
 * @param alarms probability of a false alarm over all looks together, 0.0001 to 0.1
 * @param minimumSamples points that each side must have, at least 5
 */
public record LevelRule(
    String name,
    Standing standing,
    Direction direction,
    double tolerance,
    double floor,
    double alarms,
    int minimumSamples)
    implements Rule {
  public LevelRule {
    Bounds.within("tolerance of " + name, tolerance, 0, 100);
    Bounds.within("floor of " + name, floor, 0, Double.MAX_VALUE);
    Bounds.within("alarms of " + name, alarms, 0.0001, 0.1);
    Bounds.within("minimumSamples of " + name, minimumSamples, 5, 10_000);
  }

  /** A quarter is allowed either way, one false alarm in a hundred at most, ten points. */
  public static LevelRule of(String name) {
    Standing standing = new Standing(false, 1, WhenSilent.HOLD, Duration.ZERO);
    return new LevelRule(name, standing, Direction.EITHER, 0.25, 0, 0.01, 10);
  }
}
