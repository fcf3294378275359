/**
 * Durable undo. What was done is recorded before it is done; every undo is tried, each is reported,
 * the newest first.
 */
@NullMarked
package dev.slipway.compensation;

import org.jspecify.annotations.NullMarked;
