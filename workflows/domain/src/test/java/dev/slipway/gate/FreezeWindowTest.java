package dev.slipway.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezeWindowTest {
  private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");

  private static FreezeWindow weekly(DayOfWeek day, int hour, Duration length) {
    return new FreezeWindow("w", null, null, List.of(day), LocalTime.of(hour, 0), length, TAIPEI);
  }

  @Test
  void aWeeklyWindowCountsInItsOwnZone() {
    // Friday 18:00 in Taipei is 10:00 UTC
    FreezeWindow friday = weekly(DayOfWeek.FRIDAY, 18, Duration.ofHours(6));

    assertThat(friday.coversUntil(Instant.parse("2026-03-06T09:59:59Z"))).isEmpty();
    assertThat(friday.coversUntil(Instant.parse("2026-03-06T10:00:00Z")))
        .contains(Instant.parse("2026-03-06T16:00:00Z"));
    assertThat(friday.coversUntil(Instant.parse("2026-03-06T16:00:00Z"))).isEmpty();
  }

  @Test
  void aWindowOverMidnightAndTheWeekendCoversItsLastHour() {
    FreezeWindow weekend = weekly(DayOfWeek.FRIDAY, 18, Duration.ofHours(62));

    assertThat(weekend.coversUntil(Instant.parse("2026-03-08T23:59:59Z")))
        .contains(Instant.parse("2026-03-09T00:00:00Z"));
  }

  @Test
  void anAbsoluteWindowEndsExclusively() {
    Instant from = Instant.parse("2026-12-24T00:00:00Z");
    Instant until = Instant.parse("2026-12-27T00:00:00Z");
    var feast = new FreezeWindow("feast", from, until, List.of(), null, null, TAIPEI);

    assertThat(feast.coversUntil(from)).contains(until);
    assertThat(feast.coversUntil(until)).isEmpty();
  }
}
