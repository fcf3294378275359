package dev.slipway.fire.seed;

/** What may go wrong with one attempt of an activity. */
public enum Blow {
  /** The system is not there: nothing happened. */
  UNAVAILABLE("connection refused"),
  /** The system wants to be left alone for a while, and says for how long. */
  TOO_MANY("429, and try again later"),
  /** Somebody else wrote in between: nothing happened. */
  CONFLICT("409"),
  /** The system broke over it: nothing happened. */
  SERVER_ERROR("500"),
  /** The system has too much to do: nothing happened. */
  OVERLOADED("503"),
  /** The connection broke on the way there: nothing happened. */
  RESET_BEFORE("connection reset before the request"),
  /** The effect happened, and its answer was lost on the way. */
  ANSWER_LOST("connection reset before the answer"),
  /** The effect happened, and only half of its answer came back. */
  HALF_ANSWER("the answer ends in the middle"),
  /** Nothing comes back for half a minute, and nothing happened. */
  SILENCE("no answer in time"),
  /** Nothing comes back for ten minutes, however often it is tried, and nothing happened. */
  LONG_SILENCE("no answer in time"),
  /** What is read is some seconds old: it comes from a cache that lags behind. */
  STALE("an old answer"),
  /** The attempt hangs, is given up, and does its work some minutes later all the same. */
  LATE("no answer in time"),
  /** The worker died before it acted. */
  KILLED_BEFORE("the worker is gone"),
  /** The worker died after it had acted and before it could say so. */
  KILLED_AFTER("the worker is gone");

  private final String words;

  Blow(String words) {
    this.words = words;
  }

  /** What an adapter says of it. */
  public String words() {
    return words;
  }
}
