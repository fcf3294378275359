package dev.slipway.ledger.write;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.evidence.Fact;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.proof.Proof;
import dev.slipway.ledger.proof.ProofOutcome;
import dev.slipway.ledger.proof.Proofs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.RunId;
import dev.slipway.testkit.LedgerContract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class PostgresLedgerTest extends LedgerContract {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private Database database;
  private PostgresLedger ledger;

  @BeforeEach
  void open() {
    LedgerSettings settings = LocalPostgres.migrated();
    database = Database.open(settings);
    ledger = new PostgresLedger(database, settings, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Override
  protected LedgerActivities ledger() {
    return ledger;
  }

  @Override
  protected List<Fact> facts(RunId run) {
    return new Timeline(database)
        .after(run, 0, 1000).stream().map(told -> Objects.requireNonNull(told.fact())).toList();
  }

  @Override
  protected void prove(Digest digest, boolean passed, Instant at) {
    new Proofs(database)
        .record(
            new Proof(
                "unit-tests",
                digest,
                passed ? ProofOutcome.PASSED : ProofOutcome.FAILED,
                null,
                "ci",
                at,
                null));
  }

  @Override
  protected Instant now() {
    return NOW;
  }
}
