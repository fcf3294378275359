/**
 * What the activities that answer checks have in common: many questions in one call. Which adapter
 * answers which check is the caller's to know. A question that finds no answer is asked by itself.
 */
@NullMarked
package dev.slipway.contract.preflight;

import org.jspecify.annotations.NullMarked;
