package dev.slipway.fire.seed;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Schedules as one line each, so that one that failed can be kept and played as it was. */
public final class ScheduleText {
  private static final String POINT = "(\\S+) (\\S+) #(\\d{1,6})";
  private static final Pattern STRUCK = Pattern.compile("(\\w+) at " + POINT + "(?: x(\\d{1,4}))?");
  private static final Pattern SAID_AT = Pattern.compile("(\\w+) to (\\S+) at " + POINT);
  private static final Pattern SAID_AFTER = Pattern.compile("(\\w+) to (\\S+) after (\\S+)");
  private static final Pattern SAID_ON = Pattern.compile("([\\w,]+) to (\\S+) on (\\w+)");
  private static final Pattern OUTAGE = Pattern.compile("(\\w+) away after (\\S+) for (\\S+)");
  private static final String REPLAYED = "replayed";

  private ScheduleText() {}

  /** One line: scenario, whether it is replayed, mishaps, with bars between them. */
  public static String write(Schedule schedule) {
    Stream<String> head =
        schedule.replay()
            ? Stream.of(schedule.scenario().word(), REPLAYED)
            : Stream.of(schedule.scenario().word());
    return String.join(
        " | ", Stream.concat(head, schedule.mishaps().stream().map(Mishap::toString)).toList());
  }

  /**
   * @param seed the number it once came from; 0 when nobody knows
   * @throws IllegalArgumentException naming what cannot be read
   */
  public static Schedule read(long seed, String line) {
    List<String> parts = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    boolean replay = parts.size() > 1 && parts.get(1).equals(REPLAYED);
    return new Schedule(
        seed,
        Scenario.of(parts.getFirst()),
        replay,
        parts.stream().skip(replay ? 2 : 1).map(ScheduleText::mishap).toList());
  }

  private static Mishap mishap(String text) {
    Matcher found = STRUCK.matcher(text);
    if (found.matches()) {
      String times = found.group(5) == null ? "1" : found.group(5);
      return new Mishap.Struck(
          point(found, 2), word(Blow.class, found.group(1)), Integer.parseInt(times));
    }
    found = OUTAGE.matcher(text);
    if (found.matches()) {
      return new Mishap.Outage(
          word(Remote.class, found.group(1)), time(found.group(2)), time(found.group(3)));
    }
    return said(text);
  }

  private static Mishap said(String text) {
    Matcher found = SAID_AT.matcher(text);
    if (found.matches()) {
      return new Mishap.SaidAt(point(found, 3), found.group(2), word(Word.class, found.group(1)));
    }
    found = SAID_AFTER.matcher(text);
    if (found.matches()) {
      return new Mishap.SaidAfter(
          time(found.group(3)), found.group(2), word(Word.class, found.group(1)));
    }
    found = SAID_ON.matcher(text);
    if (found.matches()) {
      List<Word> words =
          Arrays.stream(found.group(1).split(",")).map(one -> word(Word.class, one)).toList();
      return new Mishap.SaidOn(found.group(3), found.group(2), words);
    }
    throw new IllegalArgumentException(
        ("'%s' is no mishap; there are 'BLOW at WORKFLOW ACTIVITY #N xTIMES', 'WORD to RUN at"
                + " WORKFLOW ACTIVITY #N', 'WORD to RUN after PT1M', 'WORD,WORD to RUN on FACT' and"
                + " 'SYSTEM away after PT1M for PT1M'")
            .formatted(text));
  }

  private static Point point(Matcher found, int first) {
    return new Point(
        found.group(first), found.group(first + 1), Integer.parseInt(found.group(first + 2)));
  }

  private static <E extends Enum<E>> E word(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(one -> one.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no %s '%s'; there are %s"
                        .formatted(type.getSimpleName(), text, List.of(type.getEnumConstants()))));
  }

  private static Duration time(String text) {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new IllegalArgumentException("'%s' is no time such as PT1M30S".formatted(text), wrong);
    }
  }
}
