package dev.slipway.name;

import java.time.Duration;

/** Lengths of time as people write them in documents: {@code 90s}, {@code 1h30m}, {@code 7d}. */
public final class TimeText {
  private TimeText() {}

  /** The short form; {@code 0s} for no time at all. */
  public static String of(Duration time) {
    var text = new StringBuilder();
    append(text, time.toDaysPart(), "d");
    append(text, time.toHoursPart(), "h");
    append(text, time.toMinutesPart(), "m");
    append(text, time.toSecondsPart(), "s");
    append(text, time.toMillisPart(), "ms");
    return text.isEmpty() ? "0s" : text.toString();
  }

  /** The same to the full second, for measured times; at least one second. */
  public static String about(Duration time) {
    return of(Duration.ofSeconds(Math.max(1, time.toSeconds())));
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }
}
