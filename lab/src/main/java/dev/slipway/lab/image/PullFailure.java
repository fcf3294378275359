package dev.slipway.lab.image;

/** An image cannot be pulled; the message is worded as a container runtime words it. */
public final class PullFailure extends Exception {
  private static final long serialVersionUID = 1L;

  PullFailure(String message) {
    super(message);
  }
}
