package dev.slipway.release;

/** Where a run stands. The last eight are ends. */
public enum RunState {
  PLANNING(false),
  AWAITING_APPROVAL(false),
  ANNOUNCED(false),
  QUEUED(false),
  ROLLING_OUT(false),
  VERIFYING(false),
  BAKING(false),
  HELD(false),
  COMPENSATING(false),
  /** Everything is as the plan says. */
  SUCCEEDED(true),
  /** Everything this run did was taken back. */
  COMPENSATED(true),
  /** An undo failed, or somebody must look: see what is left to do. */
  NEEDS_ATTENTION(true),
  /** Planning or preflight said no; nothing was changed. */
  REFUSED(true),
  /** A person said no; nothing was changed. */
  REJECTED(true),
  /** Nobody decided in time; nothing was changed. */
  EXPIRED(true),
  /** Ended by a person before the first effect. */
  ABORTED(true),
  /** Let go by an operator: what is done stays, nothing more will be done. */
  DETACHED(true);

  private final boolean ended;

  RunState(boolean ended) {
    this.ended = ended;
  }

  public boolean ended() {
    return ended;
  }
}
