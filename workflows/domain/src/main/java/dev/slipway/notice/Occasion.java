package dev.slipway.notice;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Moments that people want to hear of. */
public enum Occasion {
  /** A release was announced: it starts after the notice period. */
  @JsonProperty("announced")
  ANNOUNCED,
  /** A gate waits for votes. */
  @JsonProperty("approval-wanted")
  APPROVAL_WANTED,
  /** A gate still waits. */
  @JsonProperty("reminder")
  REMINDER,
  /** A gate waits too long: others are asked too. */
  @JsonProperty("escalation")
  ESCALATION,
  /** A run stopped advancing and waits for a person or a platform. */
  @JsonProperty("held")
  HELD,
  /** A run began to undo. */
  @JsonProperty("compensating")
  COMPENSATING,
  /** A run reached its end, whichever. */
  @JsonProperty("ended")
  ENDED
}
