package dev.slipway.verify;

/**
 * Keeps a value of the answer for later requests of the same script, never outside the running
 * activity.
 */
public record Extract(String variable, String pointer) {}
