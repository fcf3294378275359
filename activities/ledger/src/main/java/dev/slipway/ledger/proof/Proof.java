package dev.slipway.ledger.proof;

import dev.slipway.artifact.Digest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence.
 *
 * @param kind free word agreed with the CI, 1 to 100 letters, digits, '.', '_' and '-'
 * @param url where to look, null for none, at most 2,000 characters
 * @param by who says so, as the door authenticated it
 * @param at when it was found; not in the future
 * @param details at most 20,000 characters, null for none
 */
public record Proof(
    String kind,
    Digest digest,
    ProofOutcome outcome,
    @Nullable String url,
    String by,
    Instant at,
    @Nullable String details) {
  public Proof {
    if (kind == null || !kind.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw new IllegalArgumentException(
          "kind of evidence '%s' is not valid: use 1 to 100 letters, digits, '.', '_' and '-'"
              .formatted(kind));
    }
    if (url != null && url.length() > 2_000) {
      throw new IllegalArgumentException("the url of evidence is longer than 2,000 characters");
    }
    if (details != null && details.length() > 20_000) {
      throw new IllegalArgumentException(
          "the details of evidence are longer than 20,000 characters; give a url instead");
    }
  }
}
