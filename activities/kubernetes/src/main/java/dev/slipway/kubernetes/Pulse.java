package dev.slipway.kubernetes;

import io.temporal.activity.Activity;

/**
 * Sign of life of a long look. A beat throws when the caller no longer wants the answer; that
 * exception must reach the activity's caller.
 */
@FunctionalInterface
public interface Pulse {
  /**
   * @param progress one line for people
   */
  void beat(String progress);

  /** Heartbeats of the activity that runs on this thread. */
  static Pulse ofActivity() {
    return progress -> Activity.getExecutionContext().heartbeat(progress);
  }
}
