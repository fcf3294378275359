package dev.slipway.analysis.judge;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which change of a level is bad. */
public enum Direction {
  /** Higher levels, or a wider spread. */
  @JsonProperty("increase")
  INCREASE,
  /** Lower levels, or a wider spread. */
  @JsonProperty("decrease")
  DECREASE,
  /** Any change. */
  @JsonProperty("either")
  EITHER
}
