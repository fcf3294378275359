package dev.slipway.ledger;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;

/**
 * One link of the chain over all runs: at that time, that run's chain stood there.
 *
 * @param number from 1, without gaps
 * @param prevHash hash of the checkpoint before, or {@link Sha256#NOTHING}
 */
public record Checkpoint(long number, Place place, Instant at, String prevHash, String hash) {

  /**
   * A point in the chain of one run.
   *
   * @param hash of the run's entry with this number
   */
  public record Place(String run, long seq, String hash) {}

  public static final String COLUMNS = "number, run, seq, entry_hash, at, prev_hash, hash";

  public static final RowMapper<Checkpoint> ROW =
      (row, count) ->
          new Checkpoint(
              row.getLong(1),
              new Place(row.getString(2), row.getLong(3), row.getString(4)),
              Moments.read(row, 5),
              row.getString(6),
              row.getString(7));

  public static Checkpoint link(long number, Place place, Instant at, String prevHash) {
    return new Checkpoint(number, place, at, prevHash, hash(number, place, at, prevHash));
  }

  /** What the hash of this checkpoint has to be. */
  public String expectedHash() {
    return hash(number, place, at, prevHash);
  }

  private static String hash(long number, Place place, Instant at, String prevHash) {
    return Sha256.of(
        List.of(
            Long.toString(number),
            place.run(),
            Long.toString(place.seq()),
            place.hash(),
            at.toString(),
            prevHash));
  }
}
