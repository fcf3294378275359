package dev.slipway.release;

/**
 * Something that was asked in vain before it was answered, and did no harm.
 *
 * @param what the answer, as a sentence
 * @param retries attempts in vain, at least 1
 */
public record Retry(String what, int retries) {}
