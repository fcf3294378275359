package dev.slipway.lock;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a run wants the lock; decides who waits for whom. */
public enum LockPurpose {
  /** Queues. */
  @JsonProperty("release")
  RELEASE,
  /** Pre-empts releases and ignores freeze windows and stops. */
  @JsonProperty("rollback")
  ROLLBACK
}
