package dev.slipway.ledger.proof;

import static dev.slipway.ledger.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.evidence.LedgerActivities;
import dev.slipway.houserules.Covers;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.write.PostgresLedger;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The evidence that the five systems' documents demand, by the kinds they name. */
class RunbookEvidenceTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private Database database;
  private LedgerActivities ledger;
  private Proofs proofs;

  @BeforeEach
  void open() {
    LedgerSettings settings = LocalPostgres.migrated();
    database = Database.open(settings);
    ledger = new PostgresLedger(database, settings, Clock.fixed(NOW, ZoneOffset.UTC));
    proofs = new Proofs(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  @Covers({"IPA-15", "IPA-16"})
  void ipaNeedsItsFourKindsOfTestsAndASecurityScan() {
    demands("unit-tests", Duration.ofDays(7));
    demands("integration-tests", Duration.ofDays(7));
    demands("end-to-end-tests", Duration.ofDays(7));
    demands("load-test", Duration.ofDays(7));
    demands("security-scan", Duration.ofDays(7));
  }

  @Test
  @Covers({"AIW-91", "AIW-92", "AIW-93", "AIW-94"})
  void aiwNeedsTestsStaticAnalysisImageScanAndReview() {
    demands("unit-tests", Duration.ofDays(7));
    demands("integration-tests", Duration.ofDays(7));
    demands("static-analysis", Duration.ofDays(7));
    demands("image-scan", Duration.ofDays(7));
    demands("code-review", Duration.ofDays(7));
  }

  @Test
  @Covers({"AIW-132", "AIW-133"})
  void aiwsPeopleTickTheDocumentsAndTheChangelogWithALink() {
    ticks("deployment-documents", "https://wiki.example.org/deployment");
    ticks("api-documents", "https://wiki.example.org/api");
    ticks("changelog", "https://git.example.org/changelog#1.2.0");
  }

  @Test
  @Covers({"PLT-68", "PLT-70", "PLT-71"})
  void thePlatformNeedsTestsAMigrationProvenInStagingAndAPerformanceTest() {
    demands("tests", Duration.ofDays(7));
    demands("migration-in-staging", Duration.ofDays(7));
    demands("performance-test", Duration.ofDays(7));
  }

  @Test
  @Covers("EDG-89")
  void edgelinkNeedsALoadTestOfTheLastFortnight() {
    demands("load-test-3h", Duration.ofDays(14));
  }

  /** Nobody ticked it, then a person did, and the link stays with the digest. */
  private void ticks(String kind, String link) {
    var check = new Check.Evidence(kind, digest(1), Duration.ofDays(7));
    assertThat(ledger.check(check)).as(kind).isInstanceOf(Finding.Failed.class);

    proofs.record(
        new Proof(
            kind,
            digest(1),
            ProofOutcome.PASSED,
            link,
            "ann",
            NOW.minus(Duration.ofHours(1)),
            null));

    assertThat(ledger.check(check)).as(kind).isInstanceOf(Finding.Passed.class);
    assertThat(proofs.newest(digest(1), kind))
        .hasValueSatisfying(
            tick -> {
              assertThat(tick.url()).isEqualTo(link);
              assertThat(tick.by()).isEqualTo("ann");
            });
  }

  /** Missing, failed, of another digest or too old is refused; passed and recent passes. */
  private void demands(String kind, Duration maxAge) {
    var check = new Check.Evidence(kind, digest(1), maxAge);
    assertThat(ledger.check(check)).as(kind).isInstanceOf(Finding.Failed.class);

    record(kind, 2, ProofOutcome.PASSED, Duration.ofHours(1));
    assertThat(ledger.check(check)).as(kind).isInstanceOf(Finding.Failed.class);

    record(kind, 1, ProofOutcome.PASSED, maxAge.plusHours(1));
    assertThat(ledger.check(check)).as(kind).isInstanceOf(Finding.Failed.class);

    record(kind, 1, ProofOutcome.PASSED, Duration.ofHours(2));
    assertThat(ledger.check(check)).as(kind).isInstanceOf(Finding.Passed.class);

    record(kind, 1, ProofOutcome.FAILED, Duration.ofHours(1));
    assertThat(ledger.check(check)).as(kind).isInstanceOf(Finding.Failed.class);
  }

  private void record(String kind, int digest, ProofOutcome outcome, Duration age) {
    proofs.record(new Proof(kind, digest(digest), outcome, null, "ci", NOW.minus(age), null));
  }
}
