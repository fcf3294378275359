package dev.slipway.practice.metrics;

/** A query that is not understood. */
final class BadQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BadQuery(String message) {
    super(message);
  }
}
