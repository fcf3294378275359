package dev.slipway.ledger;

import dev.slipway.contract.FailureType;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

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
        check(settings, new Door(settings.url(), settings.runtime()));
      } else {
        migrate(settings, new Door(settings.url(), owner));
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

  /** The database, entered as one role, outside the pool. */
  private record Door(String url, Login login) {
    Connection open() throws SQLException {
      var properties = new Properties();
      properties.setProperty("user", login.user());
      properties.setProperty("password", login.password());
      properties.setProperty("connectTimeout", "5");
      return DriverManager.getConnection(url, properties);
    }

    Flyway flyway(LedgerSettings settings) {
      return Flyway.configure()
          .dataSource(url, login.user(), login.password())
          .defaultSchema(Database.SCHEMA)
          .locations("classpath:db/migration")
          .placeholders(Map.of("runtime", settings.runtime().user()))
          .loggers("slf4j")
          .load();
    }
  }

  /** Flyway's own lock does not cover the rights, which two processes cannot give at once. */
  private static void migrate(LedgerSettings settings, Door door) throws SQLException {
    try (Connection line = door.open();
        PreparedStatement wait = line.prepareStatement("select pg_advisory_lock(?)")) {
      wait.setLong(1, LINE);
      wait.execute();
      ensureRuntimeRole(line, settings.runtime());
      door.flyway(settings).migrate();
    }
  }

  private static void check(LedgerSettings settings, Door door) throws SQLException {
    try (Connection connection = door.open()) {
      connection.isValid(5);
    }
    int missing = door.flyway(settings).info().pending().length;
    if (missing > 0) {
      throw FailureType.MISCONFIGURED.failure(
          "%d migrations of the ledger are missing: give ledger.owner.user and its password to one"
                  .formatted(missing)
              + " process, or migrate by hand, and start again");
    }
  }

  private static void ensureRuntimeRole(Connection connection, Login runtime) throws SQLException {
    if (exists(connection, runtime.user())) {
      return;
    }
    String password =
        runtime.password().isEmpty() ? "" : " password '%s'".formatted(verifier(runtime));
    try (PreparedStatement create =
        connection.prepareStatement(
            "create role \"%s\" login%s".formatted(runtime.user(), password))) {
      create.execute();
    } catch (SQLException e) {
      // roles belong to the whole server: a process of another database was faster
      if (!"42710".equals(e.getSQLState()) && !"23505".equals(e.getSQLState())) {
        throw e;
      }
    }
  }

  /** Sent in place of the password, so that no log of the server ever shows it. */
  private static String verifier(Login runtime) {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    return ScramVerifier.of(runtime.password(), salt);
  }

  private static boolean exists(Connection connection, String role) throws SQLException {
    try (PreparedStatement find =
        connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
      find.setString(1, role);
      try (ResultSet found = find.executeQuery()) {
        return found.next();
      }
    }
  }
}
