package dev.slipway.ledger.read;

import dev.slipway.contract.evidence.Holders;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Journal;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Entry;
import dev.slipway.ledger.Json;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockMemory;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Locks and stops as runs and people told of them, for a lock space that was lost. */
public final class Locks {
  private final Database database;

  public Locks(Database database) {
    this.database = database;
  }

  /** All in one transaction: a lock that changes hands meanwhile is told of once. */
  public LockMemory recall(EnvironmentName environment) {
    return database.read(
        client -> new LockMemory(holders(client, environment), stop(client, environment)));
  }

  private record Row(RunId run, int foldVersion, String detail) {
    static Row of(ResultSet row, int number) throws SQLException {
      return new Row(RunId.of(row.getString(1)), row.getInt(2), row.getString(3));
    }

    RunView view(JdbcClient client) {
      return Optional.of(detail)
          .filter(text -> foldVersion == RunView.FOLD_VERSION)
          .flatMap(text -> Json.readIfKnown(text, RunView.class))
          .orElseGet(() -> Refold.of(client, run, Long.MAX_VALUE));
    }
  }

  /** A view that another build folded may say it in other words, so it is folded here. */
  private static List<Holder> holders(JdbcClient client, EnvironmentName environment) {
    return client
        .sql(
            """
            select run, fold_version, detail from run_view
            where environment = ? and ended_at is null and kind <> 'journal'
              and (fold_version <> ? or detail -> 'standing' ->> 'token' is not null)
            order by run
            """)
        .param(environment.value())
        .param(RunView.FOLD_VERSION)
        .query(Row::of)
        .list()
        .stream()
        .flatMap(row -> Holders.of(row.view(client)).stream())
        .toList();
  }

  private static @Nullable StopOrder stop(JdbcClient client, EnvironmentName environment) {
    return client
        .sql(
            "select "
                + Entry.COLUMNS
                + " from ledger where run = ? and kind = 'stop-changed' order by seq desc limit 1")
        .param(Journal.of(environment).value())
        .query(Entry.ROW)
        .optional()
        .flatMap(
            told ->
                told.value()
                    .map(Fact.StopChanged.class::cast)
                    .flatMap(fact -> Optional.ofNullable(Holders.stop(fact, told.at()))))
        .orElse(null);
  }
}
