package dev.slipway.contract.rollout;

import dev.slipway.evidence.KeyedFact;
import dev.slipway.rollout.RolloutEnd;
import java.util.List;

/**
 * What a rollout returns.
 *
 * @param unsaid facts that the ledger had not confirmed yet; the parent passes them on, so that a
 *     rollout never waits for the ledger before it ends
 * @param left what it could not put back as it was, a sentence each that tells a person what to do;
 *     an older worker says nothing of it
 */
public record RolloutReport(RolloutEnd end, List<KeyedFact> unsaid, List<String> left) {
  public RolloutReport {
    unsaid = List.copyOf(unsaid);
    left = left == null ? List.of() : List.copyOf(left);
  }
}
