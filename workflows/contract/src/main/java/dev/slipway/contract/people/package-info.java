/** Telling people. */
@NullMarked
package dev.slipway.contract.people;

import org.jspecify.annotations.NullMarked;
