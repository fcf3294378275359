package dev.slipway.ledger.write;

import dev.slipway.contract.FailureType;
import dev.slipway.ledger.Moments;
import dev.slipway.ledger.Sha256;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where a run's chain ends. Whoever locked it is alone with this run until the transaction ends.
 *
 * @param now by the clock of the database, after the lock was had
 */
record RunHead(@Nullable String environment, long seq, String hash, Instant now) {

  static RunHead lock(JdbcClient client, RunId run, @Nullable EnvironmentName environment) {
    RunHead head = find(client, run).orElseGet(() -> create(client, run, environment));
    if (environment != null
        && head.environment != null
        && !head.environment.equals(environment.value())) {
      throw FailureType.INVALID.failure(
          "run %s belongs to environment %s, not %s".formatted(run, head.environment, environment));
    }
    return head;
  }

  private static Optional<RunHead> find(JdbcClient client, RunId run) {
    return client
        .sql(
            "select environment, seq, hash, clock_timestamp() from run_head where run = ? for update")
        .param(run.value())
        .query(
            (row, number) ->
                new RunHead(
                    row.getString(1), row.getLong(2), row.getString(3), Moments.read(row, 4)))
        .optional();
  }

  private static RunHead create(
      JdbcClient client, RunId run, @Nullable EnvironmentName environment) {
    client
        .sql(
            "insert into run_head (run, environment, seq, hash) values (?, ?, 0, ?)"
                + " on conflict do nothing")
        .param(run.value())
        .param(environment == null ? null : environment.value())
        .param(Sha256.NOTHING)
        .update();
    return find(client, run)
        .orElseThrow(() -> new IllegalStateException("a head that was made is gone: " + run));
  }

  static void move(
      JdbcClient client, RunId run, @Nullable EnvironmentName environment, long seq, String hash) {
    client
        .sql(
            "update run_head set seq = ?, hash = ?, environment = coalesce(environment, ?)"
                + " where run = ?")
        .param(seq)
        .param(hash)
        .param(environment == null ? null : environment.value())
        .param(run.value())
        .update();
  }
}
