package dev.slipway.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where one service of a run stands. */
public enum ServiceState {
  /** Its turn has not come. */
  @JsonProperty("waiting")
  WAITING,
  @JsonProperty("rolling-out")
  ROLLING_OUT,
  /** All workloads carry the wanted fields and are healthy. */
  @JsonProperty("done")
  DONE,
  /** Done, and the running version answered as it should. */
  @JsonProperty("verified")
  VERIFIED,
  /** The rollout or its verification failed. */
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("going-back")
  GOING_BACK,
  /** As it was before the run. */
  @JsonProperty("back")
  BACK,
  /** The way back failed; a person must look. */
  @JsonProperty("stuck")
  STUCK
}
