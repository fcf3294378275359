package dev.slipway.api.engine;

import java.util.Locale;

/** Updates that a run takes from people. */
public enum Message {
  VOTE,
  HOLD,
  RESUME,
  ABORT,
  DETACH;

  /** Name of the update, and of the message in the ledger. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
