package dev.slipway.release;

import dev.slipway.artifact.KnownBad;
import dev.slipway.snapshot.LastGood;
import java.util.List;

/** What the ledger remembers of the services and digests in question. */
public record Memory(List<LastGood> lastGood, List<KnownBad> knownBad) {
  public Memory {
    lastGood = List.copyOf(lastGood);
    knownBad = List.copyOf(knownBad);
  }

  public static Memory none() {
    return new Memory(List.of(), List.of());
  }
}
