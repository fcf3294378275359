/**
 * Facts of runs, in order, for ever: what the ledger stores, what the projection is folded from,
 * what explain reads aloud. The highest room: facts speak of things of all others.
 */
@NullMarked
package dev.slipway.evidence;

import org.jspecify.annotations.NullMarked;
