package dev.slipway.ledger.read;

import static dev.slipway.ledger.Samples.PRODUCTION;
import static dev.slipway.ledger.Samples.wholeRelease;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.write.Facts;
import dev.slipway.name.RunId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerVerifierTest {
  private static final RunId FIRST = RunId.of("r-1");
  private static final RunId SECOND = RunId.of("r-2");

  private LedgerSettings settings;
  private Database database;

  @BeforeEach
  void tellTwoReleases() {
    settings = LocalPostgres.migrated();
    database = Database.open(settings);
    var facts = new Facts(database, 4);
    for (RunId run : List.of(FIRST, SECOND)) {
      var all = wholeRelease(run);
      facts.append(run, PRODUCTION, all.subList(0, 6));
      facts.append(run, PRODUCTION, all.subList(6, 15));
    }
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void findsNothingWrongWithAnUntouchedLedger() {
    Verification all = new LedgerVerifier(database).verifyAll();

    assertThat(all).isEqualTo(new Verification(2, 30, 4, List.of()));
    assertThat(all.intact()).isTrue();
    assertThat(new LedgerVerifier(database).verify(FIRST).entries()).isEqualTo(15);
  }

  @Test
  void namesTheFirstEntryWhoseContentWasChanged() {
    tamper("update slipway.ledger set fact = replace(fact, '42', '43') where seq in (5, 9)");

    assertThat(new LedgerVerifier(database).verifyAll().breaks())
        .extracting(Break::toString)
        .containsExactly(
            "run r-1, entry 5: its content is not what was hashed: it was changed after it was"
                + " written",
            "run r-2, entry 5: its content is not what was hashed: it was changed after it was"
                + " written");
    assertThat(new LedgerVerifier(database).verify(SECOND).breaks()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update slipway.ledger set at = at - interval '1 second' where run = 'r-1' and seq = 3",
        "update slipway.ledger set recorded_at = now() where run = 'r-1' and seq = 3",
        "update slipway.ledger set key = 'other' where run = 'r-1' and seq = 3",
        "update slipway.ledger set kind = 'other' where run = 'r-1' and seq = 3",
        "update slipway.ledger set hash = repeat('a', 64) where run = 'r-1' and seq = 3",
        "update slipway.ledger set prev_hash = repeat('a', 64) where run = 'r-1' and seq = 3"
      })
  void seesAnyChangeOfAnEntry(String change) {
    tamper(change);

    assertThat(new LedgerVerifier(database).verifyAll().breaks())
        .first()
        .satisfies(found -> assertThat(found.where()).isEqualTo("run r-1, entry 3"));
  }

  @Test
  void seesAnEntryThatWasTakenOut() {
    tamper("delete from slipway.ledger where run = 'r-1' and seq = 7");

    assertThat(new LedgerVerifier(database).verify(FIRST).breaks())
        .first()
        .hasToString("run r-1, entry 8: entries 7 to 7 before it are missing");
  }

  @Test
  void seesAChainWhoseEndWasCutOffTogetherWithItsHead() {
    tamper(
        "delete from slipway.ledger where run = 'r-1' and seq > 12",
        "update slipway.run_head set seq = 12, hash = (select hash from slipway.ledger"
            + " where run = 'r-1' and seq = 12) where run = 'r-1'");

    assertThat(new LedgerVerifier(database).verifyAll().breaks())
        .extracting(Break::toString)
        .containsExactly(
            "run r-1, entry 15: checkpoint 2 names this entry, and it is not there as named");
  }

  @Test
  void seesARunThatVanishedAltogether() {
    tamper(
        "delete from slipway.ledger where run = 'r-2'",
        "delete from slipway.run_head where run = 'r-2'");

    assertThat(new LedgerVerifier(database).verifyAll().breaks())
        .extracting(Break::where)
        .containsExactly("run r-2, entry 6", "run r-2, entry 15");
  }

  @Test
  void seesACheckpointThatWasTakenOutOrChanged() {
    tamper("delete from slipway.checkpoint where number = 2");
    assertThat(new LedgerVerifier(database).verifyAll().breaks())
        .extracting(Break::toString)
        .containsExactly("checkpoint 3: checkpoints 2 to 2 before it are missing");

    tamper("update slipway.checkpoint set at = now() where number = 1");
    assertThat(new LedgerVerifier(database).verifyAll().breaks())
        .first()
        .satisfies(found -> assertThat(found.where()).isEqualTo("checkpoint 1"));
  }

  private void tamper(String... statements) {
    var all = new ArrayList<String>();
    all.add("set session_replication_role = replica");
    all.addAll(List.of(statements));
    LocalPostgres.asOwner(settings, all.toArray(String[]::new));
  }
}
