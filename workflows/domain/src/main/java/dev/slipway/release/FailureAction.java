package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the others when one service's change is bad. */
public enum FailureAction {
  /** Undo everything this release did, newest first. */
  @JsonProperty("undoAll")
  UNDO_ALL,
  /** Undo only the service that failed; those done stay. */
  @JsonProperty("undoFailed")
  UNDO_FAILED,
  /** Stop and ask. */
  @JsonProperty("hold")
  HOLD
}
