package dev.slipway.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server, started once for all tests of a run; each caller gets a database of its own. */
public final class LocalPostgres {
  private static final EmbeddedPostgres SERVER = start();
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private LocalPostgres() {}

  /** The server stops by itself with this process. */
  private static EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("max_connections", "200")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException("the test's PostgreSQL did not start", e);
    }
  }

  /** Settings of an empty database. */
  public static LedgerSettings empty() {
    String name = "ledger_" + NUMBER.incrementAndGet();
    asOwner("postgres", "create database " + name);
    return new LedgerSettings(
        "jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), name),
        new Login("slipway_runtime", "a password of the test"),
        new Login("postgres", ""),
        8,
        null,
        10);
  }

  /** Settings of a database with the whole schema. */
  public static LedgerSettings migrated() {
    LedgerSettings settings = empty();
    Migrations.run(settings);
    return settings;
  }

  /** What only somebody with the owner's password can do. */
  public static void asOwner(LedgerSettings settings, String... statements) {
    asOwner(settings.url().substring(settings.url().lastIndexOf('/') + 1), statements);
  }

  private static void asOwner(String database, String... statements) {
    try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
