package dev.slipway.fire.stage;

/** Something that must be there to play is not; the message says what and the way out. */
public final class FireFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FireFailure(String message) {
    super(message);
  }

  public FireFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
