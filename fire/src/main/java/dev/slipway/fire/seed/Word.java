package dev.slipway.fire.seed;

/** What a person may say to a run or an environment. */
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
  BREAK_LOCK
}
