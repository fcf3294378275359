package dev.slipway.metrics;

/** The server did not say anything that tells good from bad. */
final class NoAnswerException extends Exception {
  private static final long serialVersionUID = 1;

  NoAnswerException(String message) {
    super(message);
  }
}
