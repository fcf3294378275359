package dev.slipway.analysis.judge;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What it means that a metric has no usable samples. There is no word for "bad": not seeing is
 * never good and never bad.
 */
public enum WhenSilent {
  /** The whole analysis says that it does not see. */
  @JsonProperty("hold")
  HOLD,
  /** The others decide; when all are silent nothing does. Refused for a critical metric. */
  @JsonProperty("ignore")
  IGNORE
}
