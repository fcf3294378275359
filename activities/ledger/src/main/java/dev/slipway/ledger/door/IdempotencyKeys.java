package dev.slipway.ledger.door;

import dev.slipway.contract.FailureType;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Moments;
import dev.slipway.ledger.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Idempotency keys and what was answered to them. */
public final class IdempotencyKeys {
  private static final int TRIES = 5;
  private static final String OF_CALL = " where caller = ? and endpoint = ? and key = ?";

  private final Database database;
  private final Duration takeOverAfter;

  /**
   * @param takeOverAfter when an attempt that gave no answer counts as dead; longer than any
   *     request takes
   */
  public IdempotencyKeys(Database database, Duration takeOverAfter) {
    this.database = database;
    this.takeOverAfter = takeOverAfter;
  }

  /**
   * Exactly one of all callers at once gets {@link Begun.Fresh}.
   *
   * @param subject id of the thing to be made; kept if this is the first attempt, else the first
   *     one's comes back
   */
  public Begun begin(KeyedCall call, String subject) {
    for (int turn = 0; turn < TRIES; turn++) {
      Optional<Begun> begun = database.call(client -> tryOnce(client, call, subject));
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    throw FailureType.UNAVAILABLE.failure(
        "idempotency key %s is contended; ask again".formatted(call.key()));
  }

  /** Empty when another process changed the row between two looks. */
  private Optional<Begun> tryOnce(JdbcClient client, KeyedCall call, String subject) {
    UUID attempt = UUID.randomUUID();
    int added =
        client
            .sql(
                "insert into idempotency_key (caller, endpoint, key, request_hash, subject,"
                    + " attempt, started_at) values (?, ?, ?, ?, ?, ?, clock_timestamp())"
                    + " on conflict do nothing")
            .params(call.caller(), call.endpoint(), call.key(), call.requestHash())
            .params(subject, attempt)
            .update();
    if (added == 1) {
      return Optional.of(new Begun.Fresh(attempt, subject, false));
    }
    return find(client, call).flatMap(row -> next(client, call, row, attempt));
  }

  private Optional<Begun> next(JdbcClient client, KeyedCall call, Row row, UUID attempt) {
    if (!row.requestHash.equals(call.requestHash())) {
      return Optional.of(new Begun.Different(row.startedAt));
    }
    if (row.status != null && row.body != null) {
      return Optional.of(new Begun.Answered(row.status, row.body));
    }
    if (row.now.isBefore(row.startedAt.plus(takeOverAfter))) {
      return Optional.of(new Begun.UnderWay(row.startedAt));
    }
    int taken =
        client
            .sql(
                "update idempotency_key set attempt = ?, started_at = clock_timestamp()"
                    + OF_CALL
                    + " and attempt = ? and status is null")
            .params(attempt, call.caller(), call.endpoint(), call.key(), row.attempt)
            .update();
    return taken == 1 ? Optional.of(new Begun.Fresh(attempt, row.subject, true)) : Optional.empty();
  }

  /**
   * Keeps the answer for everybody who asks again.
   *
   * @return false when another attempt took over: then its answer is the one that counts
   */
  public boolean finish(KeyedCall call, UUID attempt, int status, String body) {
    return database.call(
            client ->
                client
                    .sql(
                        "update idempotency_key set status = ?, body = ?,"
                            + " finished_at = clock_timestamp()"
                            + OF_CALL
                            + " and attempt = ? and status is null")
                    .params(status, PlainText.of(body))
                    .params(call.caller(), call.endpoint(), call.key(), attempt)
                    .update())
        == 1;
  }

  /**
   * Frees the key of an attempt that surely had no effect, so that it can be tried again at once.
   */
  public void giveUp(KeyedCall call, UUID attempt) {
    database.call(
        client ->
            client
                .sql(
                    "delete from idempotency_key" + OF_CALL + " and attempt = ? and status is null")
                .params(call.caller(), call.endpoint(), call.key(), attempt)
                .update());
  }

  /**
   * Ends an attempt that may have had an effect: the key can be tried again at once, and whoever
   * does gets the subject of the first attempt, so that the effect is the same one.
   */
  public void letGo(KeyedCall call, UUID attempt) {
    database.call(
        client ->
            client
                .sql(
                    "update idempotency_key"
                        + " set started_at = clock_timestamp() - make_interval(secs => ?)"
                        + OF_CALL
                        + " and attempt = ? and status is null")
                .param((double) takeOverAfter.toSeconds())
                .params(call.caller(), call.endpoint(), call.key(), attempt)
                .update());
  }

  /**
   * Forgets old keys; to be called now and then, by any number of processes at once.
   *
   * @return how many
   */
  public int forget(Duration olderThan) {
    return database.call(
        client ->
            client
                .sql(
                    "delete from idempotency_key"
                        + " where started_at < clock_timestamp() - make_interval(secs => ?)")
                .param((double) olderThan.toSeconds())
                .update());
  }

  private record Row(
      String requestHash,
      String subject,
      UUID attempt,
      Instant startedAt,
      @Nullable Integer status,
      @Nullable String body,
      Instant now) {}

  private static Optional<Row> find(JdbcClient client, KeyedCall call) {
    return client
        .sql(
            "select request_hash, subject, attempt, started_at, status, body, clock_timestamp()"
                + " from idempotency_key"
                + OF_CALL)
        .params(call.caller(), call.endpoint(), call.key())
        .query(
            (row, number) ->
                new Row(
                    row.getString(1),
                    row.getString(2),
                    row.getObject(3, UUID.class),
                    Moments.read(row, 4),
                    row.getObject(5, Integer.class),
                    row.getString(6),
                    Moments.read(row, 7)))
        .optional();
  }
}
