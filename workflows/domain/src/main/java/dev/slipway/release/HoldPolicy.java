package dev.slipway.release;

import java.time.Duration;

/**
 * @param maxAge longest hold; then people are told and {@code then} is done
 * @param then what ends a hold that nobody ended
 */
public record HoldPolicy(Duration maxAge, AfterHold then) {}
