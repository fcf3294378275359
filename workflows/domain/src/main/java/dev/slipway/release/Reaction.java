package dev.slipway.release;

/** What a release does about a trouble. */
public enum Reaction {
  UNDO_ALL,
  UNDO_FAILED,
  HOLD
}
