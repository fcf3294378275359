package dev.slipway.gate;

/** How a gate ended, or that it has not. */
public enum GateOutcome {
  OPEN,
  APPROVED,
  /** One rejection suffices. */
  REJECTED,
  EXPIRED,
  /** Somebody with the right decided alone. */
  OVERRIDDEN,
  /** Closed because the run ended otherwise. */
  VOIDED
}
