package dev.slipway.people;

import io.temporal.activity.Activity;

/** What one attempt at a notice leaves to the next. */
interface Recall {
  Settled settled();

  void remember(Settled settled);

  /** Kept by Temporal as details of the heartbeat. */
  static Recall ofActivity() {
    return new Recall() {
      @Override
      public Settled settled() {
        return Activity.getExecutionContext()
            .getLastHeartbeatDetails(Settled.class)
            .orElseGet(Settled::none);
      }

      @Override
      public void remember(Settled settled) {
        Activity.getExecutionContext().heartbeat(settled);
      }
    };
  }
}
