package dev.slipway.practice.face;

import java.time.Duration;
import java.util.Optional;

/** One kind of trouble on the wire. */
public sealed interface Fault {
  /**
   * The request is not carried out, this is answered instead.
   *
   * @param status 400 to 599
   * @param retryAfter sent as a header in whole seconds
   */
  record Answer(int status, Optional<Duration> retryAfter) implements Fault {
    public static Answer of(int status) {
      return new Answer(status, Optional.empty());
    }
  }

  /**
   * The request is not carried out, and that is meant: an admission control says no in words of its
   * own.
   *
   * @param status 400 to 499
   * @param message as the API server passes it on
   */
  record Refusal(int status, String message) implements Fault {}

  /** The request is carried out, but only after this time. */
  record Delay(Duration time) implements Fault {}

  /** The connection breaks, nothing was done. */
  record DropBefore() implements Fault {}

  /** The request is carried out, but the connection breaks before the answer. */
  record DropAfter() implements Fault {}
}
