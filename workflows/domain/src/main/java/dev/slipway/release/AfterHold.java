package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What follows a hold that got too old. */
public enum AfterHold {
  /** Back out, as a time-out: nobody becomes known-bad. */
  @JsonProperty("backOut")
  BACK_OUT,
  /** Tell again, and go on waiting. */
  @JsonProperty("keepHolding")
  KEEP_HOLDING
}
