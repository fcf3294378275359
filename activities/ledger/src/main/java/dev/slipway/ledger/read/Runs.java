package dev.slipway.ledger.read;

import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.Moments;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Releases and rollbacks, as people see them. */
public final class Runs {
  private static final String COLUMNS =
      "run, kind, environment, services, state, requested_by, reason,"
          + " started_at, updated_at, ended_at, summary, waiting_for, seq";

  private final Database database;

  public Runs(Database database) {
    this.database = database;
  }

  /** The view of one run; empty when nothing was ever told of it. */
  public Optional<RunView> find(RunId run) {
    return database.call(client -> stored(client, run).or(() -> folded(client, run)));
  }

  private static Optional<RunView> stored(JdbcClient client, RunId run) {
    return client
        .sql("select detail from run_view where run = ? and fold_version = ?")
        .param(run.value())
        .param(RunView.FOLD_VERSION)
        .query(String.class)
        .optional()
        .flatMap(text -> Json.readIfKnown(text, RunView.class));
  }

  /** What another build folded is folded here as this build does it. */
  private static Optional<RunView> folded(JdbcClient client, RunId run) {
    RunView view = Refold.of(client, run, Long.MAX_VALUE);
    return view.times().facts() == 0 ? Optional.empty() : Optional.of(view);
  }

  /** The newest first; journals are no runs and are left out. */
  public List<RunSummary> list(RunFilter filter) {
    var where = new ArrayList<String>(List.of("kind <> 'journal'"));
    var values = new ArrayList<Object>();
    if (filter.environment() != null) {
      where.add("environment = ?");
      values.add(filter.environment().value());
    }
    if (filter.service() != null) {
      where.add("services @> ?::text[]");
      values.add(new String[] {filter.service().value()});
    }
    if (filter.state() != null) {
      where.add("state = ?");
      values.add(filter.state().name());
    }
    if (filter.open() != null) {
      where.add(filter.open() ? "ended_at is null" : "ended_at is not null");
    }
    if (filter.before() != null) {
      where.add("(started_at, run) < (select started_at, run from run_view where run = ?)");
      values.add(filter.before().value());
    }
    values.add(filter.limit());
    String sql =
        "select %s from run_view where %s order by started_at desc, run desc limit ?"
            .formatted(COLUMNS, String.join(" and ", where));
    return database.call(client -> client.sql(sql).params(values).query(Runs::summary).list());
  }

  /**
   * Ids of open releases and rollbacks in order, a page at a time.
   *
   * @param after empty for the first page
   * @param limit at least 1
   */
  public List<RunSummary> open(EnvironmentName environment, Optional<RunId> after, int limit) {
    return database.call(
        client ->
            client
                .sql(
                    "select "
                        + COLUMNS
                        + " from run_view where environment = ? and ended_at is null and run > ?"
                        + " and kind <> 'journal' order by run limit ?")
                .param(environment.value())
                .param(after.map(RunId::value).orElse(""))
                .param(limit)
                .query(Runs::summary)
                .list());
  }

  /**
   * Open releases and rollbacks that told nothing for a while, by id, a page at a time.
   *
   * @param since what told something after this is left out
   * @param after empty for the first page
   * @param limit at least 1
   */
  public List<RunSummary> silent(Instant since, Optional<RunId> after, int limit) {
    return database.call(
        client ->
            client
                .sql(
                    "select "
                        + COLUMNS
                        + " from run_view where ended_at is null and updated_at <= ? and run > ?"
                        + " and kind <> 'journal' order by run limit ?")
                .param(Moments.parameter(since))
                .param(after.map(RunId::value).orElse(""))
                .param(limit)
                .query(Runs::summary)
                .list());
  }

  private static RunSummary summary(ResultSet row, int number) throws SQLException {
    String environment = row.getString(3);
    return new RunSummary(
        RunId.of(row.getString(1)),
        RunKind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
        environment == null ? null : EnvironmentName.of(environment),
        Arrays.stream((String[]) row.getArray(4).getArray()).map(ServiceName::of).toList(),
        RunState.valueOf(row.getString(5)),
        row.getString(6),
        row.getString(7),
        Moments.readIfAny(row, 8),
        Moments.readIfAny(row, 9),
        Moments.readIfAny(row, 10),
        row.getString(11),
        row.getString(12),
        row.getLong(13));
  }
}
