package dev.slipway.ledger.write;

import dev.slipway.artifact.KnownBad;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.Moments;
import dev.slipway.ledger.PlainText;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is remembered beyond a run: bad digests, and the last good state of each workload. */
final class Memories {
  private Memories() {}

  static void learn(JdbcClient client, List<KeyedFact> facts) {
    for (KeyedFact told : facts) {
      switch (told.fact()) {
        case Fact.KnownBadMarked marked -> mark(client, marked.bad());
        case Fact.KnownBadLifted lifted -> lift(client, lifted, told);
        case Fact.ServiceGood good -> remember(client, good);
        // everything else concerns its own run only
        default -> {}
      }
    }
  }

  private static void mark(JdbcClient client, KnownBad bad) {
    client
        .sql(
            """
            insert into known_bad (digest, why, run, since) values (?, ?, ?, ?)
            on conflict (digest) do update set
              why = excluded.why, run = excluded.run, since = excluded.since,
              lifted_by = null, lifted_for = null, lifted_at = null
            """)
        .param(bad.digest().value())
        .param(PlainText.of(bad.why()))
        .param(bad.run().value())
        .param(Moments.parameter(bad.since()))
        .update();
  }

  private static void lift(JdbcClient client, Fact.KnownBadLifted lifted, KeyedFact told) {
    client
        .sql(
            "update known_bad set lifted_by = ?, lifted_for = ?, lifted_at = ?"
                + " where digest = ? and lifted_at is null")
        .param(PlainText.of(lifted.by()))
        .param(PlainText.of(lifted.reason()))
        .param(Moments.parameter(told.at()))
        .param(lifted.digest().value())
        .update();
  }

  /** An older word never takes the place of a newer one: two runs may tell in any order. */
  private static void remember(JdbcClient client, Fact.ServiceGood told) {
    client
        .sql(
            """
            insert into last_good (environment, service, target, run, at, good)
            values (?, ?, ?, ?, ?, ?::json)
            on conflict (environment, service, target) do update set
              run = excluded.run, at = excluded.at, good = excluded.good
            where last_good.at <= excluded.at
            """)
        .param(told.environment().value())
        .param(told.good().service().value())
        .param(told.good().state().workload().target())
        .param(told.good().run().value())
        .param(Moments.parameter(told.good().at()))
        .param(Json.write(told.good()))
        .update();
  }
}
