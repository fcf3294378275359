package dev.slipway.preflight;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a failed check means for the release. */
public enum Severity {
  /** The release is refused. */
  @JsonProperty("block")
  BLOCK,
  /** The report says so, the release goes on. */
  @JsonProperty("warn")
  WARN
}
