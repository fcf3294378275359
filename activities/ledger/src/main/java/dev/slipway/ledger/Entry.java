package dev.slipway.ledger;

import dev.slipway.evidence.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;

/**
 * One link of a run's chain, exactly as stored.
 *
 * @param seq from 1, without gaps
 * @param kind the fact's name on the wire
 * @param at when it happened, by the clock of whoever said it; microseconds
 * @param recordedAt when it was stored, by the clock of the database; microseconds
 * @param fact canonical JSON
 * @param prevHash hash of the entry before, or {@link Sha256#NOTHING}
 */
public record Entry(
    String run,
    long seq,
    String key,
    String kind,
    Instant at,
    Instant recordedAt,
    String fact,
    String prevHash,
    String hash) {

  /** Columns of an entry, in the order in which {@link #ROW} reads them. */
  public static final String COLUMNS =
      "run, seq, key, kind, at, recorded_at, fact, prev_hash, hash";

  public static final RowMapper<Entry> ROW =
      (row, number) ->
          new Entry(
              row.getString(1),
              row.getLong(2),
              row.getString(3),
              row.getString(4),
              Moments.read(row, 5),
              Moments.read(row, 6),
              row.getString(7),
              row.getString(8),
              row.getString(9));

  /** What the hash of this entry has to be. */
  public String expectedHash() {
    return Sha256.of(
        List.of(
            run, Long.toString(seq), key, at.toString(), recordedAt.toString(), fact, prevHash));
  }

  /** The fact as a value; empty when a newer build wrote one that this build does not know. */
  public Optional<Fact> value() {
    return Json.readIfKnown(fact, Fact.class);
  }
}
