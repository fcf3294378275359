package dev.slipway.cli;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/** How long to wait between two attempts, and when no further one is worth it. */
final class Patience {
  /** A pause doubles so often and then grows no more: an API that is back is found soon. */
  private static final int DOUBLINGS = 4;

  private final Duration firstPause;
  private final Duration retryFor;
  private final Random jitter = new Random();
  private final long begin = System.nanoTime();
  private int attempts;

  /**
   * @param firstPause before the second attempt; doubles with each one
   * @param retryFor after so long no further attempt begins
   */
  Patience(Duration firstPause, Duration retryFor) {
    this.firstPause = firstPause;
    this.retryFor = retryFor;
  }

  /**
   * The pause before the next attempt; none when there shall be no further one.
   *
   * @param asked what the API asked for; zero for nothing
   */
  Optional<Duration> next(Duration asked) {
    attempts++;
    Duration left = retryFor.minus(waited());
    if (!left.isPositive() || asked.compareTo(left) > 0) {
      return Optional.empty();
    }
    Duration own = spread(attempts);
    Duration pause = own.compareTo(asked) > 0 ? own : asked;
    return Optional.of(pause.compareTo(left) > 0 ? left : pause);
  }

  /** Whether the API asks to be left alone for longer than anybody wants to wait. */
  boolean isTooLong(Duration asked) {
    return asked.compareTo(retryFor) > 0;
  }

  Duration retryFor() {
    return retryFor;
  }

  int attempts() {
    return attempts;
  }

  Duration waited() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Longer with each attempt, and not the same for all clients. */
  Duration spread(int attempt) {
    long growing = firstPause.toMillis() << Math.min(attempt - 1, DOUBLINGS);
    return Duration.ofMillis(
        growing <= 1 ? growing : growing / 2 + jitter.nextLong(growing / 2 + 1));
  }

  static void pause(Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
  }

  /** What {@code Retry-After} asks for, in seconds or as a date; zero when it cannot be read. */
  static Duration asked(HttpHeaders headers) {
    String said = headers.firstValue("Retry-After").orElse("").strip();
    if (said.matches("[0-9]{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(said));
    }
    try {
      var date = ZonedDateTime.parse(said, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration until = Duration.between(Instant.now(), date);
      return until.isNegative() ? Duration.ZERO : until;
    } catch (DateTimeException neither) {
      return Duration.ZERO;
    }
  }
}
