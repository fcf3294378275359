package dev.slipway.verify;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a measured number is held against a threshold. */
public enum Comparison {
  @JsonProperty("<")
  BELOW,
  @JsonProperty("<=")
  AT_MOST,
  @JsonProperty(">")
  ABOVE,
  @JsonProperty(">=")
  AT_LEAST,
  @JsonProperty("==")
  EQUAL;

  public boolean holds(double measured, double threshold) {
    return switch (this) {
      case BELOW -> measured < threshold;
      case AT_MOST -> measured <= threshold;
      case ABOVE -> measured > threshold;
      case AT_LEAST -> measured >= threshold;
      case EQUAL -> Double.compare(measured, threshold) == 0;
    };
  }
}
