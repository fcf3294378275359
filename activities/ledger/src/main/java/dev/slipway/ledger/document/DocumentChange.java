package dev.slipway.ledger.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What applying did to one document. */
public enum DocumentChange {
  /** It is new: revision 1. */
  @JsonProperty("created")
  CREATED,
  /** Its text differs: a new revision. */
  @JsonProperty("changed")
  CHANGED,
  /** The present revision has this text already. */
  @JsonProperty("unchanged")
  UNCHANGED,
  /** It was withdrawn and is back. */
  @JsonProperty("restored")
  RESTORED
}
