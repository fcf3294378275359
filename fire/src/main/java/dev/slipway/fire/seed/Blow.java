package dev.slipway.fire.seed;

/** What may go wrong with one attempt of an activity. */
public enum Blow {
  /** The system is not there: nothing happened. */
  UNAVAILABLE,
  /** The effect happened, and its answer was lost on the way. */
  ANSWER_LOST,
  /** The worker died before it acted. */
  KILLED_BEFORE,
  /** The worker died after it had acted and before it could say so. */
  KILLED_AFTER
}
