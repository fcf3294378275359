package dev.slipway.analysis.judge;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which side a sample belongs to. */
public enum Arm {
  /** The new version. */
  @JsonProperty("canary")
  CANARY,
  /** The version that carries the users, or a fresh baseline of it. */
  @JsonProperty("stable")
  STABLE
}
