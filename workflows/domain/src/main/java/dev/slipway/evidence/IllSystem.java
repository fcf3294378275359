package dev.slipway.evidence;

import java.time.Instant;

/** A system that does not serve a run, as long as it does not. */
public record IllSystem(String system, String what, Instant since) {}
