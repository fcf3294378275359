package dev.slipway.ledger.read;

import java.util.List;

/**
 * What a check of the chains found.
 *
 * @param breaks the first one of each broken chain; empty when everything holds
 */
public record Verification(long runs, long entries, long checkpoints, List<Break> breaks) {
  public Verification {
    breaks = List.copyOf(breaks);
  }

  public boolean intact() {
    return breaks.isEmpty();
  }
}
