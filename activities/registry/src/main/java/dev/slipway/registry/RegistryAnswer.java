package dev.slipway.registry;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** One answer, read to its end; bodies are bounded before they come here. */
record RegistryAnswer(int status, HttpHeaders headers, byte[] body) {
  private static final long LONGEST_WAIT_SECONDS = 300;

  boolean ok() {
    return status == 200;
  }

  /** Somebody else hands out the content: of a blob, the registry's storage. */
  boolean elsewhere() {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  boolean missing() {
    return status == 404;
  }

  boolean refused() {
    return status == 401 || status == 403;
  }

  boolean ill() {
    return status == 429 || status >= 500;
  }

  /** At most five minutes, whatever the registry asks for; a date instead of seconds is ignored. */
  Optional<Duration> retryAfter() {
    return headers
        .firstValue("Retry-After")
        .filter(value -> value.matches("[0-9]{1,9}"))
        .map(value -> Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(value))));
  }
}
