/**
 * Writing facts: the chain of a run, the projections of the same transaction, the chain of
 * checkpoints over all runs. The worker's activity stands here; the API appends through the same
 * class.
 */
@NullMarked
package dev.slipway.ledger.write;

import org.jspecify.annotations.NullMarked;
