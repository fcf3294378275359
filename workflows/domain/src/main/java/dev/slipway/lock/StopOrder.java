package dev.slipway.lock;

import java.time.Instant;

/**
 * Emergency stop of an environment.
 *
 * @param toStable also abort what runs
 */
public record StopOrder(String by, String reason, boolean toStable, Instant at) {}
