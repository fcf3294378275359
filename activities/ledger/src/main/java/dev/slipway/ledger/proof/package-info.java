/**
 * Evidence that a CI or a person recorded about a digest, and the answer to a plan's demand for it.
 * Pieces are added, never changed; the newest one about exactly this digest decides.
 */
@NullMarked
package dev.slipway.ledger.proof;

import org.jspecify.annotations.NullMarked;
