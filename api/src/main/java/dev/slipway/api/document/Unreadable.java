package dev.slipway.api.document;

import dev.slipway.api.door.Caller;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.ledger.document.DocumentKey;

/**
 * A registered document with words that this build does not know: while builds are changed, a newer
 * one may take what an older one cannot read.
 *
 * @param revision the present one
 * @param why the first fault that this build found in it
 */
public record Unreadable(DocumentKey key, long revision, String why) {

  /** Whether it lies within the scope of the token. */
  public boolean isSeenBy(Caller caller) {
    return Scope.covers(caller, key);
  }

  Refusal refusal() {
    return Refusal.of(Kind.UNAVAILABLE, sentence());
  }

  /** What is wrong, and the way out. */
  public String sentence() {
    return "%s revision %d cannot be read by this build: %s; upgrade the API, or apply the document again in words that this build knows"
        .formatted(key, revision, why);
  }
}
