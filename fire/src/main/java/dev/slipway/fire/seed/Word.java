package dev.slipway.fire.seed;

/** What a person may say to a run or an environment, and what may happen between two words. */
public enum Word {
  APPROVE,
  APPROVE_AGAIN,
  APPROVE_AS_AUTHOR,
  APPROVE_ANOTHER_PLAN,
  REJECT,
  OVERRIDE,
  HOLD,
  RESUME,
  ABORT,
  DETACH,
  STOP,
  STOP_TO_STABLE,
  LIFT,
  BREAK_LOCK,
  /** Asks for the way back of what the first run of the scenario changed, if the API would let. */
  ROLL_BACK,
  /** The worker dies: the next attempt of any activity ends without a word. */
  KILL,
  /** So much time passes that an open gate expires. */
  EXPIRE
}
