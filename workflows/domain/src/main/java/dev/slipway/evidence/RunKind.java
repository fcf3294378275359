package dev.slipway.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the facts under one id tell of. */
public enum RunKind {
  /** A release, from its request to its end. */
  @JsonProperty("release")
  RELEASE,
  /** A rollback by request. */
  @JsonProperty("rollback")
  ROLLBACK,
  /** No run: things that happened to an environment or to the installation. */
  @JsonProperty("journal")
  JOURNAL
}
