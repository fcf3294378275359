package dev.slipway.ledger.document;

import java.util.List;

/** How applying a set of documents ended: all of it or nothing. */
public sealed interface ApplyResult {
  /**
   * @param withdrawn documents that the set did not name; only by pruning
   */
  record Done(List<AppliedDocument> applied, List<DocumentKey> withdrawn) implements ApplyResult {
    public Done {
      applied = List.copyOf(applied);
      withdrawn = List.copyOf(withdrawn);
    }
  }

  /** Pruning would take away what open runs need. Nothing was stored. */
  record InUse(List<DocumentInUse> documents) implements ApplyResult {
    public InUse {
      documents = List.copyOf(documents);
    }
  }
}
