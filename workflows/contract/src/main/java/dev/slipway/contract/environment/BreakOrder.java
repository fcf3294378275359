package dev.slipway.contract.environment;

import dev.slipway.name.RunId;

/**
 * Take the lock of a run away.
 *
 * @param reason required, goes to the ledger
 */
public record BreakOrder(RunId run, String by, String reason) {}
