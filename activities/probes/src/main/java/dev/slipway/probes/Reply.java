package dev.slipway.probes;

import java.net.http.HttpHeaders;
import java.time.Duration;

/** What came of one request. */
sealed interface Reply {

  /** Whether what lies between us and the service may be to blame. */
  default boolean mayBeTheWay() {
    return this instanceof Lost || this instanceof OutOfSight;
  }

  /**
   * The service said something.
   *
   * @param took from the request to the last byte of the answer
   */
  record Answered(int status, HttpHeaders headers, byte[] body, Duration took) implements Reply {
    boolean good() {
      return status / 100 == 2;
    }

    String contentType() {
      return headers.firstValue("Content-Type").orElse("no content type");
    }
  }

  /** The way to the service is open, and what is there is certainly wrong. */
  record Broken(String why) implements Reply {}

  /**
   * Nothing came back, and nobody can tell from one request whether the service or the way to it is
   * to blame: only repetition tells.
   */
  record Lost(String why) implements Reply {}

  /** The service may be well: something between us and it is not. */
  record OutOfSight(String why) implements Reply {}
}
