package dev.slipway.lock;

/**
 * A request in the queue.
 *
 * @param why for what and for whom it waits, as a sentence; empty while that is about to be known
 */
public record Waiter(LockRequest request, String why) {}
