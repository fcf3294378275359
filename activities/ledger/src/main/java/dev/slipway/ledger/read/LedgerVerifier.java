package dev.slipway.ledger.read;

import dev.slipway.ledger.Checkpoint;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Entry;
import dev.slipway.name.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Recomputes every hash and names the first entry that does not hold. Reads one moment of the
 * database and keeps one entry in memory at a time, however long the chains are.
 */
public final class LedgerVerifier {
  private static final int PAGE = 500;

  private final Database database;

  public LedgerVerifier(Database database) {
    this.database = database;
  }

  /** One run: its chain, its head, and the checkpoints that name it. */
  public Verification verify(RunId run) {
    return database.read(
        client -> {
          var breaks = new ArrayList<Break>();
          var walk = new ChainWalk();
          entries(client, "where run = ?", List.of(run.value()), walk);
          breaks.addAll(walk.breaks());
          breaks.addAll(heads(client, "where h.run = ?", List.of(run.value())));
          breaks.addAll(checkpointedEntries(client, "where c.run = ?", List.of(run.value())));
          return new Verification(walk.runs(), walk.entries(), 0, first(breaks));
        });
  }

  /** All runs, and the chain of checkpoints over them. */
  public Verification verifyAll() {
    return database.read(
        client -> {
          var walk = new ChainWalk();
          entries(client, "", List.of(), walk);
          var breaks = new ArrayList<>(walk.breaks());
          breaks.addAll(heads(client, "", List.of()));
          breaks.addAll(checkpointedEntries(client, "", List.of()));
          var line = new CheckpointWalk();
          try (Stream<Checkpoint> all =
              client
                  .sql("select %s from checkpoint order by number".formatted(Checkpoint.COLUMNS))
                  .withFetchSize(PAGE)
                  .query(Checkpoint.ROW)
                  .stream()) {
            all.forEach(line::next);
          }
          breaks.addAll(line.breaks());
          return new Verification(walk.runs(), walk.entries(), line.count(), first(breaks));
        });
  }

  private static void entries(
      JdbcClient client, String where, List<String> values, ChainWalk walk) {
    try (Stream<Entry> all =
        client
            .sql("select %s from ledger %s order by run, seq".formatted(Entry.COLUMNS, where))
            .params(values)
            .withFetchSize(PAGE)
            .query(Entry.ROW)
            .stream()) {
      all.forEach(walk::next);
    }
  }

  /** A head that says more than its chain: the end of the chain was cut off. */
  private static List<Break> heads(JdbcClient client, String where, List<String> values) {
    return client
        .sql(
            """
            select h.run, h.seq from run_head h
            left join ledger l on l.run = h.run and l.seq = h.seq and l.hash = h.hash
            %s %s l.run is null and h.seq > 0 order by h.run limit 1000
            """
                .formatted(where, where.isEmpty() ? "where" : "and"))
        .params(values)
        .query(
            (row, number) ->
                new Break(
                    "run %s, entry %d".formatted(row.getString(1), row.getLong(2)),
                    "the head of the run names this entry, and it is not there as named"))
        .list();
  }

  private static List<Break> checkpointedEntries(
      JdbcClient client, String where, List<String> values) {
    return client
        .sql(
            """
            select c.run, c.seq, c.number from checkpoint c
            left join ledger l on l.run = c.run and l.seq = c.seq and l.hash = c.entry_hash
            %s %s l.run is null order by c.number limit 1000
            """
                .formatted(where, where.isEmpty() ? "where" : "and"))
        .params(values)
        .query(
            (row, number) ->
                new Break(
                    "run %s, entry %d".formatted(row.getString(1), row.getLong(2)),
                    "checkpoint %d names this entry, and it is not there as named"
                        .formatted(row.getLong(3))))
        .list();
  }

  /** One word for each place; the first one said of it is the most exact. */
  private static List<Break> first(List<Break> breaks) {
    var kept = new ArrayList<Break>();
    for (Break found : breaks) {
      if (kept.stream().noneMatch(known -> known.where().equals(found.where()))) {
        kept.add(found);
      }
    }
    return kept;
  }
}
