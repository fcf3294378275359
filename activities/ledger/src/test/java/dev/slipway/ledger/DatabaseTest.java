package dev.slipway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
  private static final class Shared {
    static final LedgerSettings SETTINGS = LocalPostgres.migrated();
  }

  @Test
  void migratesFromManyProcessesAtOnce() throws Exception {
    LedgerSettings settings = LocalPostgres.empty();
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      var work = new ArrayList<Callable<Boolean>>();
      for (int process = 0; process < 3; process++) {
        work.add(
            () -> {
              Migrations.run(settings);
              return true;
            });
      }
      for (Future<Boolean> done : threads.invokeAll(work)) {
        assertThat(done.get()).isTrue();
      }
    }
    // whoever has no owner's password can still see that the schema is there
    Migrations.run(new LedgerSettings(settings.url(), settings.runtime(), null));
  }

  @Test
  void saysWhoShallMigrateWhenNobodyDid() {
    LedgerSettings made = Shared.SETTINGS;
    LedgerSettings empty = LocalPostgres.empty();

    assertThat(made.owner()).isNotNull();
    assertFailure(
        () -> Migrations.run(new LedgerSettings(empty.url(), empty.runtime(), null)),
        "MISCONFIGURED",
        "ledger.owner.user");
  }

  @Test
  void opensWhileTheServerIsDownAndCallsThatUnavailable() throws IOException {
    int closed;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    var settings =
        new LedgerSettings(
            "jdbc:postgresql://localhost:%d/slipway".formatted(closed),
            new Login("slipway", "secret-word"),
            new Login("owner", "secret-word"),
            1,
            Duration.ofMillis(300),
            null);
    try (Database database = Database.open(settings)) {
      assertFailure(
          () -> database.call(client -> client.sql("select 1").query(Integer.class).single()),
          "UNAVAILABLE",
          "the ledger database");
      assertThat(database.serves()).isFalse();
    }
    assertFailure(() -> Migrations.run(settings), "UNAVAILABLE", "the ledger database");
  }

  @ParameterizedTest
  @CsvSource({
    "40001, UNAVAILABLE",
    "40P01, UNAVAILABLE",
    "53300, UNAVAILABLE",
    "57P01, UNAVAILABLE",
    "57014, UNAVAILABLE",
    "08006, UNAVAILABLE",
    "25006, UNAVAILABLE",
    "55P03, UNAVAILABLE",
    "58030, UNAVAILABLE",
    "42501, FORBIDDEN",
    "28P01, FORBIDDEN",
    "42P01, MISCONFIGURED",
    "22P05, INVALID",
    "23505, INVALID"
  })
  void tellsWhatPassesFromWhatIsFinal(String state, String type) {
    try (Database database = Database.open(Shared.SETTINGS)) {
      assertThat(database.serves()).isTrue();
      assertFailure(
          () ->
              database.call(
                  client ->
                      client
                          .sql(
                              "do $$ begin raise exception 'of the test' using errcode = '%s'; end $$"
                                  .formatted(state))
                          .update()),
          type,
          "the ledger database: of the test (SQLSTATE " + state + ")");
    }
  }

  @Test
  void settingsRefuseWhatCannotWorkAndShowNoPassword() {
    var login = new Login("slipway", "secret-word");

    assertThat(new LedgerSettings("jdbc:postgresql://db/slipway", login, null).toString())
        .contains("slipway")
        .doesNotContain("secret-word");
    assertThatThrownBy(() -> new LedgerSettings("jdbc:mysql://db/x", login, null))
        .hasMessageContaining("jdbc:postgresql://host:port/database");
    assertThatThrownBy(
            () -> new LedgerSettings("jdbc:postgresql://db/x", login, null, 0, null, null))
        .hasMessageContaining("connections is 0; it must be 1 to 200");
    assertThatThrownBy(() -> new LedgerSettings("jdbc:postgresql://db/x?password=p", login, null))
        .hasMessageContaining("runtime.password");
  }

  private static void assertFailure(Runnable work, String type, String words) {
    assertThatThrownBy(work::run)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(type);
              assertThat(failure.isNonRetryable()).isEqualTo(!type.equals("UNAVAILABLE"));
              assertThat(failure.getOriginalMessage())
                  .contains(words)
                  .doesNotContain("secret-word");
            });
  }
}
