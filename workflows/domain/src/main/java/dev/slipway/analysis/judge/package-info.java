/**
 * The judge: samples and rules in, a verdict with its reason and numbers out. It may use nothing
 * but arithmetic: no clock, no randomness, no order that a machine chooses, so that the same
 * samples give the same bits on every machine and years later. Which tests were chosen, and why
 * looking every second does not inflate false alarms, stands in {@code
 * docs/adr/0009-a-judge-that-may-look-whenever-it-likes.md}.
 */
@NullMarked
package dev.slipway.analysis.judge;

import org.jspecify.annotations.NullMarked;
