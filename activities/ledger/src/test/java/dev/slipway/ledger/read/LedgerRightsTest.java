package dev.slipway.ledger.read;

import static dev.slipway.ledger.Samples.PRODUCTION;
import static dev.slipway.ledger.Samples.wholeRelease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.Database;
import dev.slipway.ledger.LedgerSettings;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.write.Facts;
import dev.slipway.name.RunId;
import io.temporal.failure.ApplicationFailure;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerRightsTest {
  private static LedgerSettings settings;
  private static Database database;

  @BeforeAll
  static void tellARelease() {
    settings = LocalPostgres.migrated();
    database = Database.open(settings);
    RunId run = RunId.of("r-1");
    new Facts(database, 4).append(run, PRODUCTION, wholeRelease(run));
  }

  @AfterAll
  static void close() {
    database.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger set fact = '{}'",
        "delete from ledger",
        "truncate ledger",
        "delete from checkpoint",
        "update document_revision set yaml = ''",
        "delete from evidence",
        "drop table ledger",
        "alter table ledger disable trigger all"
      })
  void theRuntimeRoleCannotTouchWhatWasTold(String statement) {
    assertThatThrownBy(() -> database.call(client -> client.sql(statement).update()))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo("FORBIDDEN"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update slipway.ledger set fact = '{}'",
        "delete from slipway.ledger",
        "truncate slipway.ledger",
        "truncate slipway.checkpoint",
        "delete from slipway.checkpoint"
      })
  void evenTheOwnerIsRefusedByMistake(String statement) {
    assertThatThrownBy(() -> LocalPostgres.asOwner(settings, statement))
        .rootCause()
        .hasMessageContaining("is append-only");
  }
}
