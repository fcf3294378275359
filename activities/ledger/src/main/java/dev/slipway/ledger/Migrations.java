package dev.slipway.ledger;

import dev.slipway.contract.FailureType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the schema up to date. Any number of processes may do so at once: they wait for each
 * other.
 */
public final class Migrations {
  /** Any number that nothing else of this database uses. */
  private static final long LINE = 0x51_1b_3a_7bL;

  private Migrations() {}

  /**
   * With an owner: creates the runtime role if it is missing, migrates, gives the role its rights.
   * Without one: only checks that somebody else did.
   *
   * @throws io.temporal.failure.ApplicationFailure UNAVAILABLE when the server does not answer;
   *     MISCONFIGURED or FORBIDDEN, with the way out, when the schema is not there or may not be
   *     made
   */
  public static void run(LedgerSettings settings) {
    Login owner = settings.owner();
    try {
      if (owner == null) {
        check(settings);
      } else {
        migrate(settings, source(settings, owner));
      }
    } catch (SQLException e) {
      throw DatabaseTrouble.failure(e);
    } catch (FlywayException e) {
      throw DatabaseTrouble.isOne(e)
          ? DatabaseTrouble.failure(e)
          : FailureType.MISCONFIGURED.failure(
              "the ledger's schema cannot be brought up to date: " + e.getMessage());
    }
  }

  /** Flyway's own lock does not cover the rights, which two processes cannot give at once. */
  private static void migrate(LedgerSettings settings, PGSimpleDataSource source)
      throws SQLException {
    try (Connection line = source.getConnection();
        PreparedStatement wait = line.prepareStatement("select pg_advisory_lock(?)")) {
      wait.setLong(1, LINE);
      wait.execute();
      ensureRuntimeRole(source, settings.runtime());
      flyway(source, settings).migrate();
    }
  }

  private static void check(LedgerSettings settings) throws SQLException {
    PGSimpleDataSource source = source(settings, settings.runtime());
    try (Connection connection = source.getConnection()) {
      connection.isValid(5);
    }
    int missing = flyway(source, settings).info().pending().length;
    if (missing > 0) {
      throw FailureType.MISCONFIGURED.failure(
          "%d migrations of the ledger are missing: give ledger.owner.user and its password to one"
                  .formatted(missing)
              + " process, or migrate by hand, and start again");
    }
  }

  private static Flyway flyway(PGSimpleDataSource source, LedgerSettings settings) {
    return Flyway.configure()
        .dataSource(source)
        .defaultSchema(Database.SCHEMA)
        .locations("classpath:db/migration")
        .placeholders(Map.of("runtime", settings.runtime().user()))
        .loggers("slf4j")
        .load();
  }

  private static PGSimpleDataSource source(LedgerSettings settings, Login login) {
    var source = new PGSimpleDataSource();
    source.setURL(settings.url());
    source.setUser(login.user());
    source.setPassword(login.password());
    source.setConnectTimeout(5);
    return source;
  }

  private static void ensureRuntimeRole(PGSimpleDataSource source, Login runtime)
      throws SQLException {
    try (Connection connection = source.getConnection()) {
      if (exists(connection, runtime.user())) {
        return;
      }
      connection.setAutoCommit(false);
      try (PreparedStatement create =
          connection.prepareStatement("create role \"" + runtime.user() + "\" login")) {
        create.execute();
      }
      if (!runtime.password().isEmpty()) {
        // sends a verifier, so that no log of the server ever shows the password
        connection
            .unwrap(PGConnection.class)
            .alterUserPassword(runtime.user(), runtime.password().toCharArray(), "scram-sha-256");
      }
      connection.commit();
    } catch (SQLException e) {
      // another process was faster
      if (!"42710".equals(e.getSQLState()) && !"23505".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
      find.setString(1, Objects.requireNonNull(role));
      try (ResultSet found = find.executeQuery()) {
        return found.next();
      }
    }
  }
}
