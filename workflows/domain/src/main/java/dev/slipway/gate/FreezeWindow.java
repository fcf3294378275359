package dev.slipway.gate;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A time in which nothing may start, absolute or weekly.
 *
 * @param from start, for an absolute window; null for a weekly one
 * @param until end, exclusive
 * @param days days on which a weekly window starts; empty for an absolute one
 * @param start local start time of a weekly window
 * @param length length of a weekly window, at most 7 days
 * @param zone zone in which days and start are meant
 */
public record FreezeWindow(
    String name,
    @Nullable Instant from,
    @Nullable Instant until,
    List<DayOfWeek> days,
    @Nullable LocalTime start,
    @Nullable Duration length,
    ZoneId zone) {
  public FreezeWindow {
    days = List.copyOf(days);
  }

  /**
   * As people read of it who have to wait.
   *
   * @param end as {@link #coversUntil} tells it
   */
  public String holdsUntil(Instant end) {
    return "freeze window '%s' until %s".formatted(name, end);
  }

  /** End of the window that covers this moment; empty when none does. */
  public Optional<Instant> coversUntil(Instant now) {
    if (from != null && until != null) {
      return !now.isBefore(from) && now.isBefore(until) ? Optional.of(until) : Optional.empty();
    }
    if (start == null || length == null) {
      return Optional.empty();
    }
    LocalDate today = now.atZone(zone).toLocalDate();
    Instant best = null;
    for (int back = 0; back <= 7; back++) {
      LocalDate day = today.minusDays(back);
      Instant begin = ZonedDateTime.of(day, start, zone).toInstant();
      Instant end = begin.plus(length);
      boolean covers =
          days.contains(day.getDayOfWeek()) && !now.isBefore(begin) && now.isBefore(end);
      if (covers && (best == null || end.isAfter(best))) {
        best = end;
      }
    }
    return Optional.ofNullable(best);
  }
}
