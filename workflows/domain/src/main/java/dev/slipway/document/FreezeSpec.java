package dev.slipway.document;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A time in which no release may start: once (from, until) or every week (days, start, length). */
public record FreezeSpec(
    @Says(value = "Name by which people know it.") String name,
    @Says("Start of a single window, such as 2026-12-24T00:00:00Z.") @Nullable Instant from,
    @Says("End of a single window, exclusive.") @Nullable Instant until,
    @Says(value = "Days on which a weekly window starts.", min = "1", max = "7")
        @Nullable List<DayOfWeek> days,
    @Says("Local start time of a weekly window, such as 18:00.") @Nullable LocalTime start,
    @Says(value = "Length of a weekly window.", min = "1m", max = "7d") @Nullable Duration length,
    @Says(value = "Time zone of days and start.", otherwise = "UTC") @Nullable ZoneId zone) {

  public FreezeSpec {
    days = days == null ? null : List.copyOf(days);
  }
}
