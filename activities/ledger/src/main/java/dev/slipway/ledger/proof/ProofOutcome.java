package dev.slipway.ledger.proof;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a piece of evidence says. */
public enum ProofOutcome {
  @JsonProperty("passed")
  PASSED,
  @JsonProperty("failed")
  FAILED
}
