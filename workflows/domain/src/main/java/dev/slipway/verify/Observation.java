package dev.slipway.verify;

import dev.slipway.name.CountText;
import dev.slipway.name.TimeText;
import java.time.Duration;
import java.util.Optional;

/**
 * How often a service can be looked at. Every look stays in the history of its rollout, and a
 * history that is full is ended by Temporal: the version would go back for nothing.
 */
public final class Observation {
  /** Of the 51,200 that Temporal allows; the rest is for the rollout itself, holds and outages. */
  private static final long EVENTS = 40_000;

  /** A step is scheduled, started and ended, and a task of the workflow takes the answer. */
  private static final long EVENTS_OF_A_STEP = 6;

  /** The timer between two passes, and the task that it wakes. */
  private static final long EVENTS_BETWEEN = 5;

  private Observation() {}

  /**
   * @param steps asked in every pass
   * @return why it cannot be observed so long at this pace, and what can be done; empty when it can
   */
  public static Optional<String> objection(Duration observe, Duration every, int steps) {
    if (steps <= 0 || !observe.isPositive() || !every.isPositive()) {
      return Optional.empty();
    }
    long passes = observe.dividedBy(every);
    long most = EVENTS / (EVENTS_OF_A_STEP * steps + EVENTS_BETWEEN);
    if (passes <= most) {
      return Optional.empty();
    }
    Duration slower = Duration.ofSeconds(observe.toSeconds() / most + 1);
    return Optional.of(
        "%s every %s are %d passes of %s, and the history of a rollout has room for %d; look every %s, or observe no longer than %s"
            .formatted(
                TimeText.of(observe),
                TimeText.of(every),
                passes,
                CountText.of(steps, "step"),
                most,
                TimeText.of(slower),
                TimeText.of(every.multipliedBy(most))));
  }
}
