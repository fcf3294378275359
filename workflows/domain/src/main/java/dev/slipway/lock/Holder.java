package dev.slipway.lock;

/**
 * @param token grows with every grant; a late attempt with a lower one is refused by the adapters
 */
public record Holder(LockRequest request, long token) {}
