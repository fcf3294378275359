/**
 * What must hold whatever dies and whatever fails, as code with a sentence each. The checks read a
 * {@link dev.slipway.testkit.invariant.Testimony}: what the runs say in the ledger beside what a
 * witness saw who is not us. They serve the practice site and the lab alike.
 */
@NullMarked
package dev.slipway.testkit.invariant;

import org.jspecify.annotations.NullMarked;
