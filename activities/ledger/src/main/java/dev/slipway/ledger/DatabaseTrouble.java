package dev.slipway.ledger;

import dev.slipway.contract.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which errors of the database pass by themselves. */
final class DatabaseTrouble {
  /**
   * Connections (08), conflicts with others (40, 55P03), resources (53), an operator's hand (57), a
   * primary that became a standby (25006), and damage that another server may not have (58, XX).
   */
  private static final List<String> PASSING = List.of("08", "40", "53", "57", "58", "XX");

  private DatabaseTrouble() {}

  static ApplicationFailure failure(Exception trouble) {
    SQLException cause = sql(trouble);
    String state = cause == null || cause.getSQLState() == null ? "" : cause.getSQLState();
    return type(cause, state)
        .failure("the ledger database: %s%s".formatted(words(cause, trouble), code(state)));
  }

  /** Whether the database had a hand in it at all. */
  static boolean isOne(Exception trouble) {
    return sql(trouble) != null;
  }

  private static FailureType type(@Nullable SQLException cause, String state) {
    boolean passes =
        cause == null
            || cause instanceof SQLTransientException
            || cause instanceof SQLRecoverableException
            || state.isEmpty()
            || state.equals("55P03")
            || state.equals("25006")
            || PASSING.stream().anyMatch(state::startsWith);
    if (passes && !state.startsWith("28")) {
      return FailureType.UNAVAILABLE;
    }
    if (state.startsWith("28") || state.equals("42501")) {
      return FailureType.FORBIDDEN;
    }
    return state.startsWith("22") || state.startsWith("23")
        ? FailureType.INVALID
        : FailureType.MISCONFIGURED;
  }

  /** The server's own sentence without its detail, which may quote what was to be stored. */
  private static String words(@Nullable SQLException cause, Exception trouble) {
    String own = cause == null ? trouble.getMessage() : cause.getMessage();
    return own == null
        ? trouble.getClass().getSimpleName()
        : own.lines().findFirst().orElse("").replaceFirst("^(ERROR|FATAL|PANIC): ", "");
  }

  private static String code(String state) {
    return state.isEmpty() ? "" : " (SQLSTATE " + state + ")";
  }

  /** The deepest one: pools wrap the error of the driver in one of their own. */
  private static @Nullable SQLException sql(Throwable trouble) {
    SQLException found = null;
    for (Throwable at = trouble; at != null; at = at.getCause()) {
      if (at instanceof SQLException sql) {
        found = sql;
      }
    }
    return found;
  }
}
