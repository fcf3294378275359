package dev.slipway.release;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kind of change is asked for. */
public enum ReleaseKind {
  @JsonProperty("ordinary")
  ORDINARY,
  /** Short policy of its own, recorded; guard and undo stay. */
  @JsonProperty("hotfix")
  HOTFIX
}
