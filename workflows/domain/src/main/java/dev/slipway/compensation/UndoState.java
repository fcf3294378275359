package dev.slipway.compensation;

/** Where one undo stands. */
public enum UndoState {
  /** Recorded; the step may have happened. */
  PENDING,
  /** Taken back, and seen to be. */
  DONE,
  /** Could not be taken back; a person must. */
  FAILED
}
