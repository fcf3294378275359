package dev.slipway.ledger.proof;

import static dev.slipway.ledger.Samples.PRODUCTION;
import static dev.slipway.ledger.Samples.change;
import static dev.slipway.ledger.Samples.digest;
import static dev.slipway.ledger.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.KnownBad;
import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.contract.evidence.RecallRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.read.Recollection;
import dev.slipway.ledger.write.Facts;
import dev.slipway.ledger.write.KnownBads;
import dev.slipway.ledger.write.PostgresLedger;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Memory;
import dev.slipway.snapshot.LastGood;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LedgerChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final RunId RUN = RunId.of("r-1");

  private Database database;
  private LedgerActivities ledger;
  private Proofs proofs;

  @BeforeEach
  void open() {
    LedgerSettings settings = LocalPostgres.migrated();
    database = Database.open(settings);
    ledger = new PostgresLedger(database, settings, CLOCK);
    proofs = new Proofs(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void record(int digest, ProofOutcome outcome, Duration age) {
    proofs.record(
        new Proof(
            "unit-tests",
            digest(digest),
            outcome,
            "https://ci.example/1",
            "ci",
            NOW.minus(age),
            null));
  }

  private Finding ask(int digest) {
    return ledger.check(new Check.Evidence("unit-tests", digest(digest), Duration.ofHours(24)));
  }

  @Test
  void failsWithTheWayOutWhenNobodyRecordedEvidence() {
    assertThat(ask(1))
        .isInstanceOfSatisfying(
            Finding.Failed.class,
            failed -> {
              assertThat(failed.detail()).contains("nobody recorded unit-tests for sha256:");
              assertThat(failed.wayOut()).contains("POST /api/v1/evidence", digest(1).value());
            });
  }

  @Test
  void passesOnlyForExactlyThisDigest() {
    record(1, ProofOutcome.PASSED, Duration.ofHours(1));

    assertThat(ask(1))
        .isEqualTo(
            new Finding.Passed("unit-tests passed 1 h 0 min ago, says ci (https://ci.example/1)"));
    assertThat(ask(2)).isInstanceOf(Finding.Failed.class);
  }

  @Test
  void believesTheNewestPiece() {
    record(1, ProofOutcome.PASSED, Duration.ofHours(2));
    record(1, ProofOutcome.FAILED, Duration.ofHours(1));
    assertThat(ask(1).detail()).contains("the newest unit-tests", "failed", "recorded by ci");

    record(1, ProofOutcome.PASSED, Duration.ofMinutes(1));
    record(1, ProofOutcome.FAILED, Duration.ofHours(3));
    assertThat(ask(1)).isInstanceOf(Finding.Passed.class);
    assertThat(proofs.all(digest(1))).hasSize(4);
  }

  @Test
  void failsWhenThePieceIsTooOldAndSaysHowOld() {
    record(1, ProofOutcome.PASSED, Duration.ofHours(30));

    assertThat(ask(1).detail()).contains("is 1 d 6 h old; at most 1 d 0 h is allowed");
  }

  @Test
  void refusesAKnownBadDigestUntilItIsLifted() {
    append("k", new Fact.KnownBadMarked(new KnownBad(digest(5), "crashes", RUN, NOW)));
    var bads = new KnownBads(new Facts(database, 100), new Recollection(database), CLOCK);

    assertThat(ledger.check(new Check.NotKnownBad(digest(5))).detail())
        .contains("known-bad since 2026-11-20T12:00:00Z, by run r-1: crashes");
    assertThat(bads.lift(digest(5), "olga", "was the node")).isPresent();
    assertThat(bads.lift(digest(5), "olga", "was the node")).isEmpty();
    assertThat(ledger.check(new Check.NotKnownBad(digest(5)))).isInstanceOf(Finding.Passed.class);

    append("k2", new Fact.KnownBadMarked(new KnownBad(digest(5), "again", RUN, NOW)));
    assertThat(ledger.check(new Check.NotKnownBad(digest(5)))).isInstanceOf(Finding.Failed.class);
    assertThat(bads.lift(digest(5), "omar", "was the network")).isPresent();
    assertThat(ledger.check(new Check.NotKnownBad(digest(5)))).isInstanceOf(Finding.Passed.class);
  }

  @Test
  void remembersTheLastGoodStateOfEachWorkloadAndNeverAnOlderOne() {
    var newer = new LastGood(ServiceName.of("backend"), change(2), RUN, NOW);
    var older = new LastGood(ServiceName.of("backend"), change(1), RUN, NOW.minusSeconds(9));
    append("g1", new Fact.ServiceGood(PRODUCTION, newer));
    append("g2", new Fact.ServiceGood(PRODUCTION, older));
    append("b", new Fact.KnownBadMarked(new KnownBad(digest(7), "crashes", RUN, NOW)));

    Memory memory =
        ledger.recall(new RecallRequest(PRODUCTION, List.of(ServiceName.of("backend"))));

    assertThat(memory.lastGood()).containsExactly(newer);
    assertThat(memory.knownBad()).extracting(KnownBad::digest).containsExactly(digest(7));
    assertThat(
            ledger
                .recall(new RecallRequest(PRODUCTION, List.of(ServiceName.of("frontend"))))
                .lastGood())
        .isEmpty();
  }

  @Test
  void refusesACheckThatASiteAnswers() {
    assertThatThrownBy(() -> ledger.check(new Check.NodesReady()))
        .hasMessageContaining("the ledger answers the checks evidence and not-known-bad");
  }

  private void append(String key, Fact fact) {
    ledger.append(new AppendRequest(RUN, PRODUCTION, List.of(fact(key, fact))));
  }
}
