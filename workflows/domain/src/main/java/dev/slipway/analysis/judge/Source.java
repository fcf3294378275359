package dev.slipway.analysis.judge;

import java.time.Instant;

/**
 * Where a sample comes from.
 *
 * @param started when the container started; its counters begin at 0 then
 */
public record Source(Arm arm, String pod, Instant started) {}
