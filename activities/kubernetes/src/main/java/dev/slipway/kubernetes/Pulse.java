package dev.slipway.kubernetes;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sign of life of a long look. A beat throws when the caller no longer wants the answer; that
 * exception must reach the activity's caller.
 */
@FunctionalInterface
public interface Pulse {
  /**
   * What a beat says, and what the next attempt knows should this one die.
   *
   * @param progress one line for people
   * @param silentSince since when the API server has not answered; null while it answers
   */
  record Sign(String progress, @Nullable Instant silentSince) {}

  void beat(Sign sign);

  default void beat(String progress) {
    beat(new Sign(progress, null));
  }

  /** The last sign of an earlier attempt; empty for the first one. */
  default Optional<Sign> before() {
    return Optional.empty();
  }

  /** The same pulse, for a thread beside the one that looks. */
  default Pulse beside() {
    return this;
  }

  /** Heartbeats of the activity that runs on this thread. */
  static Pulse ofActivity() {
    return new ActivityPulse(null);
  }
}
