package dev.slipway.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When things happened, by the clocks of those who told.
 *
 * @param startedAt of the first fact
 * @param updatedAt of the newest fact
 * @param endedAt null while the run is open
 * @param facts how many were told so far
 */
public record Times(
    @Nullable Instant startedAt,
    @Nullable Instant updatedAt,
    @Nullable Instant endedAt,
    long facts) {

  static Times never() {
    return new Times(null, null, null, 0);
  }

  Times after(KeyedFact told) {
    Instant at = told.at();
    return new Times(
        startedAt == null ? at : startedAt,
        updatedAt == null || at.isAfter(updatedAt) ? at : updatedAt,
        told.fact() instanceof Fact.RunEnded ? at : endedAt,
        facts + 1);
  }
}
