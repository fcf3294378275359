package dev.slipway.contract.rollout;

import dev.slipway.evidence.KeyedFact;
import dev.slipway.rollout.RolloutEnd;
import java.util.List;

/**
 * What a rollout returns.
 *
 * @param unsaid facts that the ledger had not confirmed yet; the parent passes them on, so that a
 *     rollout never waits for the ledger before it ends
 */
public record RolloutReport(RolloutEnd end, List<KeyedFact> unsaid) {
  public RolloutReport {
    unsaid = List.copyOf(unsaid);
  }
}
