package dev.slipway.ledger.document;

import dev.slipway.name.RunId;
import java.util.List;

/** A document that cannot be withdrawn, because these open runs need it. */
public record DocumentInUse(DocumentKey key, List<RunId> runs) {
  public DocumentInUse {
    runs = List.copyOf(runs);
  }

  @Override
  public String toString() {
    return "%s is needed by %s; wait for their end or abort them".formatted(key, runs);
  }
}
