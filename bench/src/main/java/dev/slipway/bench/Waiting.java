package dev.slipway.bench;

import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.seed.ScheduleText;
import dev.slipway.fire.site.Play;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What a release adds to histories while it only waits. */
enum Waiting {
  GATE("at a gate", "asked", "GateOpened", Duration.ofMinutes(595)),
  HOLD("on hold", "overtaken | HOLD to r2 on WaveStarted", "Held", Duration.ofMinutes(230)),
  QUEUE(
      "in line",
      "two-in-line | HOLD to r1 on WaveStarted | HOLD to r2 on WaveStarted",
      "LockWaiting",
      Duration.ofMinutes(230));

  /** What was going on when the waiting began may still come to its end. */
  private static final Duration SETTLED = Duration.ofMinutes(4);

  private final String words;
  private final String schedule;
  private final String begin;
  private final Duration length;

  Waiting(String words, String schedule, String begin, Duration length) {
    this.words = words;
    this.schedule = schedule;
    this.begin = begin;
    this.length = length;
  }

  /**
   * @param window how long was looked at
   * @param timers how many timers rang meanwhile: reminders, and asking for the lock again
   * @param others events that do not follow from such a timer
   */
  record Count(String words, Duration window, int events, int timers, int others) {}

  String words() {
    return words;
  }

  Count count() {
    Schedule played = ScheduleText.read(0, schedule);
    Play.Recorded recorded = Play.record(played);
    // in line, either of two may be the one that waits; what began last is what lasts
    Duration begun =
        recorded.played().told().entrySet().stream()
            .filter(told -> told.getKey().endsWith(" " + begin))
            .map(Map.Entry::getValue)
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> new IllegalStateException(begin + " did not happen in " + schedule));
    Instant from = recorded.began().plus(begun).plus(SETTLED);
    Instant until = recorded.began().plus(begun).plus(length);
    return count(recorded.histories().values(), from, until);
  }

  private Count count(Collection<History> histories, Instant from, Instant until) {
    List<HistoryEvent> within =
        histories.stream()
            .flatMap(history -> history.getEventsList().stream())
            .filter(event -> within(event, from, until))
            .toList();
    Set<Instant> rang = new TreeSet<>();
    within.stream()
        .filter(event -> event.getEventType() == EventType.EVENT_TYPE_TIMER_FIRED)
        .forEach(event -> rang.add(at(event)));
    long others = within.stream().filter(event -> !follows(event, rang)).count();
    return new Count(
        words, Duration.between(from, until), within.size(), rang.size(), (int) others);
  }

  /** A timer wakes its workflow, which does or asks something and starts the next one. */
  private static boolean follows(HistoryEvent event, Set<Instant> rang) {
    return rang.stream()
        .map(timer -> Duration.between(timer, at(event)))
        .anyMatch(since -> !since.isNegative() && since.compareTo(Duration.ofSeconds(30)) < 0);
  }

  private static boolean within(HistoryEvent event, Instant from, Instant until) {
    return !at(event).isBefore(from) && at(event).isBefore(until);
  }

  private static Instant at(HistoryEvent event) {
    return Instant.ofEpochSecond(
        event.getEventTime().getSeconds(), event.getEventTime().getNanos());
  }
}
