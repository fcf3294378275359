package dev.slipway.release;

/** What a release does about a trouble; the strongest first. */
public enum Reaction {
  UNDO_ALL,
  UNDO_FAILED,
  HOLD
}
