package dev.slipway.evidence;

import dev.slipway.release.RunState;
import java.time.Instant;

/**
 * Who stopped the run from advancing, why, and since when.
 *
 * @param under the state that goes on when the hold ends
 */
public record HoldView(String by, String why, Instant since, RunState under) {}
