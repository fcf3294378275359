package dev.slipway.gate;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a vote says. */
public enum Choice {
  @JsonProperty("approve")
  APPROVE,
  @JsonProperty("reject")
  REJECT,
  /** Emergency: decides alone, needs a role that may and a reason. */
  @JsonProperty("override")
  OVERRIDE
}
