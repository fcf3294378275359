package dev.slipway.documents;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them ({@code 90s}, {@code 1h30m}, {@code 7d}) or as ISO 8601. */
public final class Durations {

  /** Both ways of writing, for schemas. */
  static final String PATTERN = "([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?|P.+";

  private static final Pattern SHORT =
      Pattern.compile(
          "(?:(\\d{1,6})d)?(?:(\\d{1,7})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

  private Durations() {}

  /**
   * Reads either way of writing.
   *
   * @throws IllegalArgumentException when it is neither, or negative
   */
  public static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (!text.isEmpty() && matcher.matches()) {
      return Duration.ofDays(group(matcher, 1))
          .plusHours(group(matcher, 2))
          .plusMinutes(group(matcher, 3))
          .plusSeconds(group(matcher, 4))
          .plusMillis(group(matcher, 5));
    }
    try {
      Duration iso = Duration.parse(text);
      if (!iso.isNegative()) {
        return iso;
      }
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(problem(text), e);
    }
    throw new IllegalArgumentException(problem(text));
  }

  /** Short form, the inverse of {@link #parse}. */
  public static String text(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    var text = new StringBuilder();
    append(text, duration.toDaysPart(), "d");
    append(text, duration.toHoursPart(), "h");
    append(text, duration.toMinutesPart(), "m");
    append(text, duration.toSecondsPart(), "s");
    append(text, duration.toMillisPart(), "ms");
    return text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  private static String problem(String text) {
    return "'%s' is not a duration; write 90s, 5m, 1h30m, 7d or PT5M".formatted(text);
  }

  private static long group(Matcher matcher, int index) {
    return matcher.group(index) == null ? 0 : Long.parseLong(matcher.group(index));
  }
}
