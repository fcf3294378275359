/** The ledger, as workflows see it. */
@NullMarked
package dev.slipway.contract.evidence;

import org.jspecify.annotations.NullMarked;
