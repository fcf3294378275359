package dev.slipway.cli;

import dev.slipway.documents.Durations;
import java.time.DateTimeException;
import java.time.Duration;

/** Numbers and lengths of time as people say them. */
final class Words {
  private Words() {}

  /** Such as {@code 1 warning} and {@code 3 warnings}. */
  static String count(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }

  static String of(Duration time) {
    return Durations.text(time);
  }

  /** To the second, and at least one: for measured times. */
  static String about(Duration time) {
    return of(Duration.ofSeconds(Math.max(1, Math.round(time.toMillis() / 1000.0))));
  }

  /** What the API writes as {@code PT1H30M} reads {@code 1h30m}; all else stays as it is. */
  static String plain(String value) {
    try {
      return value.startsWith("PT") || value.matches("P\\d.*") ? of(Duration.parse(value)) : value;
    } catch (DateTimeException another) {
      return value;
    }
  }
}
