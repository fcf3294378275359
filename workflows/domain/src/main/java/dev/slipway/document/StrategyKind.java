package dev.slipway.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Strategies that a document can name. */
public enum StrategyKind {
  /** The workload's own controller replaces pods, by its own surge and unavailability. */
  @JsonProperty("rolling")
  ROLLING
}
