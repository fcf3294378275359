/**
 * Scenarios played on the lab by the shipped processes, with one of them, or a part of the lab,
 * killed at a chosen point. Afterwards the witnesses, the ledger and the invariants are asked. What
 * is played here is real; the seeds beside it play on the practice site.
 */
@NullMarked
package dev.slipway.fire.kill;

import org.jspecify.annotations.NullMarked;
