package dev.slipway.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where one workload of a service stands. */
public enum WorkloadState {
  /** Not touched yet. */
  @JsonProperty("waiting")
  WAITING,
  /** A write was decided on; it may have happened. */
  @JsonProperty("changing")
  CHANGING,
  /** Carries the wanted fields; its pods follow. */
  @JsonProperty("changed")
  CHANGED,
  /** All its pods are new and ready. */
  @JsonProperty("ready")
  READY,
  /** Its pods do not come up, or somebody else changes it: see the detail. */
  @JsonProperty("troubled")
  TROUBLED
}
