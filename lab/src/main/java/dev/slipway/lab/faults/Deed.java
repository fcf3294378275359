package dev.slipway.lab.faults;

/** What a request would do to the system. */
public enum Deed {
  /** Looks only, or prepares a write. */
  READ,
  /** Changes something there. */
  WRITE
}
