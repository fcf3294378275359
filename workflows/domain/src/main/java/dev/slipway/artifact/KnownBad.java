package dev.slipway.artifact;

import dev.slipway.name.RunId;
import java.time.Instant;

/** A digest that failed by its own fault and is refused everywhere until somebody lifts it. */
public record KnownBad(Digest digest, String why, RunId run, Instant since) {}
