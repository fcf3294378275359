package dev.slipway.ledger.read;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.KnownBad;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.Intents;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.Moments;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.snapshot.Intent;
import dev.slipway.snapshot.LastGood;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What is remembered of services and digests beyond single runs. */
public final class Recollection {
  private static final String BAD = "select digest, why, run, since from known_bad ";

  private final Database database;

  public Recollection(Database database) {
    this.database = database;
  }

  /**
   * Last good state of each workload of these services.
   *
   * @param services empty for all of the environment
   */
  public List<LastGood> lastGood(EnvironmentName environment, List<ServiceName> services) {
    return database.call(
        client ->
            client
                .sql(
                    "select good from last_good where environment = ?"
                        + " and (cardinality(?::text[]) = 0 or service = any (?))"
                        + " order by service, target")
                .param(environment.value())
                .param(names(services))
                .param(names(services))
                .query((row, number) -> Json.read(row.getString(1), LastGood.class))
                .list());
  }

  /** What open runs may be making of these services now, run after run, oldest first. */
  public List<Intent> intended(EnvironmentName environment, List<ServiceName> services) {
    return database
        .call(
            client ->
                client
                    .sql(
                        "select l.run, l.fact from ledger l join run_view v on v.run = l.run"
                            + " where v.environment = ? and v.ended_at is null"
                            + " and l.kind in ('change-intended', 'undo-recorded')"
                            + " order by l.run, l.seq")
                    .param(environment.value())
                    .query(
                        (row, number) ->
                            Intents.of(
                                RunId.of(row.getString(1)),
                                Json.read(row.getString(2), Fact.class)))
                    .list())
        .stream()
        .flatMap(List::stream)
        .filter(intent -> services.contains(intent.service()))
        .toList();
  }

  private static String[] names(List<ServiceName> services) {
    return services.stream().map(ServiceName::value).toArray(String[]::new);
  }

  /**
   * Digests that are refused now, the newest first.
   *
   * @param limit 1 to 10,000
   */
  public List<KnownBad> knownBad(int limit) {
    return database.call(
        client ->
            client
                .sql(BAD + "where lifted_at is null order by since desc, digest limit ?")
                .param(limit)
                .query(Recollection::bad)
                .list());
  }

  public Optional<KnownBad> knownBad(Digest digest) {
    return database.call(
        client ->
            client
                .sql(BAD + "where lifted_at is null and digest = ?")
                .param(digest.value())
                .query(Recollection::bad)
                .optional());
  }

  private static KnownBad bad(ResultSet row, int number) throws SQLException {
    return new KnownBad(
        Digest.of(row.getString(1)),
        row.getString(2),
        RunId.of(row.getString(3)),
        Moments.read(row, 4));
  }
}
