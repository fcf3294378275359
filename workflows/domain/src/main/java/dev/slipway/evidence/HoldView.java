package dev.slipway.evidence;

import java.time.Instant;

/** Who stopped the run from advancing, why, and since when. */
public record HoldView(String by, String why, Instant since) {}
