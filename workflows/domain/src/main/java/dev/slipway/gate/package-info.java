/**
 * Conditions that people decide: votes, quorum, expiry, override. Pure: time and votes come in,
 * answers go out.
 */
@NullMarked
package dev.slipway.gate;

import org.jspecify.annotations.NullMarked;
