package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What follows a hold that got too old. */
public enum HoldEnd {
  /** Back out as a time-out; no digest becomes known-bad. */
  @JsonProperty("backOut")
  BACK_OUT,
  /** Tell again and go on waiting. */
  @JsonProperty("keepHolding")
  KEEP_HOLDING
}
