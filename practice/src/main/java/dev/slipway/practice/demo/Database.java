package dev.slipway.practice.demo;

import dev.slipway.practice.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** The embedded PostgreSQL with the ledger's database and its two roles. */
final class Database implements AutoCloseable {
  private final EmbeddedPostgres postgres;
  private final Warden warden;
  private final long pid;

  private Database(EmbeddedPostgres postgres, Warden warden, long pid) {
    this.postgres = postgres;
    this.warden = warden;
    this.pid = pid;
  }

  static Database open(Path home, Path password, Warden warden) throws IOException {
    Path data = home.resolve("postgres");
    EmbeddedPostgres postgres =
        EmbeddedPostgres.builder()
            .setPort(FreePort.any())
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setDataDirectory(data)
            .start();
    long pid =
        Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    warden.watch(pid);
    var database = new Database(postgres, warden, pid);
    try {
      database.prepare(Files.readString(password).strip());
    } catch (SQLException refused) {
      database.close();
      throw new DemoFailure(
          "the embedded PostgreSQL refused to make the ledger's database", refused);
    }
    return database;
  }

  private void prepare(String word) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create role slipway_owner login password '" + word + "'");
      statement.execute("create role slipway_runtime login password '" + word + "'");
      statement.execute("create database slipway owner slipway_owner");
    }
  }

  int port() {
    return postgres.getPort();
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    warden.forget(pid);
  }
}
