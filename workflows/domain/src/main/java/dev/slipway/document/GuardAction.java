package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a guard does when its trigger is met. */
public enum GuardAction {
  /** Roll back without asking. */
  @JsonProperty("rollBack")
  ROLL_BACK,
  /** Hold and ask a person. */
  @JsonProperty("ask")
  ASK
}
