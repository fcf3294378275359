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
  private static final int ATTEMPTS = 6;

  /** After so long no further attempt begins: whoever waits wants to know. */
  private static final Duration TRYING = Duration.ofSeconds(10);

  /** An API that asks for more than this is not back soon enough for anybody at a keyboard. */
  private static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

  private final Duration firstPause;
  private final Random jitter = new Random();
  private final long begin = System.nanoTime();
  private int attempts;

  /**
   * @param firstPause before the second attempt; doubles with each one
   */
  Patience(Duration firstPause) {
    this.firstPause = firstPause;
  }

  /**
   * The pause before the next attempt; none when there shall be no further one.
   *
   * @param asked what the API asked for; zero for nothing
   */
  Optional<Duration> next(Duration asked) {
    attempts++;
    boolean over = attempts >= ATTEMPTS || waited().compareTo(TRYING) > 0;
    if (over || isTooLong(asked)) {
      return Optional.empty();
    }
    Duration own = spread(attempts);
    return Optional.of(own.compareTo(asked) > 0 ? own : asked);
  }

  static boolean isTooLong(Duration asked) {
    return asked.compareTo(LONGEST_ASKED) > 0;
  }

  int attempts() {
    return attempts;
  }

  Duration waited() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Longer with each attempt, and not the same for all clients. */
  Duration spread(int attempt) {
    long growing = firstPause.toMillis() << Math.min(attempt - 1, 6);
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
