package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to the others when one service turns out bad. */
public enum OnFailure {
  /** Undo everything the release did, newest first. */
  @JsonProperty("undoAll")
  UNDO_ALL,
  /** Undo only the service that failed. */
  @JsonProperty("undoFailed")
  UNDO_FAILED,
  /** Stop and ask. */
  @JsonProperty("hold")
  HOLD
}
