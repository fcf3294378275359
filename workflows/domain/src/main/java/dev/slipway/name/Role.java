package dev.slipway.name;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a token allows. Each role includes the ones before it, except that approving is a right of
 * its own.
 */
public enum Role {
  /** May read everything in scope. */
  @JsonProperty("viewer")
  VIEWER,
  /** May plan and start releases and record evidence. */
  @JsonProperty("releaser")
  RELEASER,
  /** May vote at gates; does not include starting releases. */
  @JsonProperty("approver")
  APPROVER,
  /** May hold, resume, abort, roll back, stop, break locks and lift a known-bad. */
  @JsonProperty("operator")
  OPERATOR,
  /** May apply documents and create tokens, and everything else except voting. */
  @JsonProperty("admin")
  ADMIN
}
