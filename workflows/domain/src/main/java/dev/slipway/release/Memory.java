package dev.slipway.release;

import dev.slipway.artifact.KnownBad;
import dev.slipway.snapshot.Intent;
import dev.slipway.snapshot.LastGood;
import java.util.List;

/**
 * What the ledger remembers of the services and digests in question.
 *
 * @param intended what open runs may be making of these services now
 */
public record Memory(List<LastGood> lastGood, List<KnownBad> knownBad, List<Intent> intended) {
  public Memory {
    lastGood = List.copyOf(lastGood);
    knownBad = List.copyOf(knownBad);
    intended = List.copyOf(intended);
  }

  /** A memory in which no run is open. */
  public Memory(List<LastGood> lastGood, List<KnownBad> knownBad) {
    this(lastGood, knownBad, List.of());
  }

  public static Memory none() {
    return new Memory(List.of(), List.of());
  }
}
