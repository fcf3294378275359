package dev.slipway.name;

/**
 * An answer that says itself how often the question was asked in vain before, as workers of earlier
 * builds wrote it. Today the count travels beside every answer, of whatever kind.
 */
public interface Retried {
  /** Attempts before the one that gave this answer; 0 when the first did, or nobody counted. */
  int retries();
}
