package dev.slipway.ledger.write;

import dev.slipway.ledger.Checkpoint;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Moments;
import dev.slipway.ledger.Sha256;
import dev.slipway.name.RunId;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The chain over all runs. Its writers stand in one line, so it is written after a run's own
 * transaction and seldom: when a run ends, and every so many facts.
 */
final class Checkpoints {
  /** Any number will do, as long as nothing else of this database uses it. */
  private static final long LINE = 0x51_1b_3a_79L;

  private final Database database;
  private final int every;

  Checkpoints(Database database, int every) {
    this.database = database;
    this.every = every;
  }

  /** Writes one if it is due; may be repeated. */
  void write(RunId run, boolean ended) {
    if (database.call(client -> due(client, run, ended)).isPresent()) {
      database.write(client -> inLine(client, run, ended));
    }
  }

  private record Due(long seq, String hash, Instant now) {}

  private Optional<Due> due(JdbcClient client, RunId run, boolean ended) {
    return client
        .sql(
            """
            select seq, hash, clock_timestamp() from run_head
            where run = ? and seq >= ? + coalesce(
              (select max(c.seq) from checkpoint c where c.run = run_head.run), 0)
            """)
        .param(run.value())
        .param(ended ? 1 : every)
        .query((row, number) -> new Due(row.getLong(1), row.getString(2), Moments.read(row, 3)))
        .optional();
  }

  private boolean inLine(JdbcClient client, RunId run, boolean ended) {
    client.sql("select pg_advisory_xact_lock(?)").param(LINE).query((row, number) -> number).list();
    Optional<Due> due = due(client, run, ended);
    if (due.isEmpty()) {
      return false;
    }
    Optional<Checkpoint> last =
        client
            .sql(
                "select %s from checkpoint order by number desc limit 1"
                    .formatted(Checkpoint.COLUMNS))
            .query(Checkpoint.ROW)
            .optional();
    insert(
        client,
        Checkpoint.link(
            last.map(Checkpoint::number).orElse(0L) + 1,
            new Checkpoint.Place(run.value(), due.get().seq(), due.get().hash()),
            due.get().now(),
            last.map(Checkpoint::hash).orElse(Sha256.NOTHING)));
    return true;
  }

  private static void insert(JdbcClient client, Checkpoint next) {
    client
        .sql(
            "insert into checkpoint (%s) values (?, ?, ?, ?, ?, ?, ?)"
                .formatted(Checkpoint.COLUMNS))
        .param(next.number())
        .param(next.place().run())
        .param(next.place().seq())
        .param(next.place().hash())
        .param(Moments.parameter(next.at()))
        .param(next.prevHash())
        .param(next.hash())
        .update();
  }
}
