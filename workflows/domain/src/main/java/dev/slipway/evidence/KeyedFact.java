package dev.slipway.evidence;

import java.time.Instant;

/**
 * A fact with the key that makes appending it repeatable.
 *
 * @param key unique within the run: workflow id and a counter, or the API's idempotency key
 * @param at when it happened, by the clock of whoever says it
 */
public record KeyedFact(String key, Instant at, Fact fact) {}
