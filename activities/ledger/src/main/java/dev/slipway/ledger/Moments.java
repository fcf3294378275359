package dev.slipway.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times as PostgreSQL keeps them: in UTC, to the microsecond. */
public final class Moments {
  private Moments() {}

  /** What will come back when this time is stored. */
  public static Instant stored(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS);
  }

  /** As a parameter of a statement. */
  public static @Nullable OffsetDateTime parameter(@Nullable Instant at) {
    return at == null ? null : at.atOffset(ZoneOffset.UTC);
  }

  /**
   * @throws SQLException also when the column is null
   */
  public static Instant read(ResultSet row, int column) throws SQLException {
    Instant at = readIfAny(row, column);
    if (at == null) {
      throw new SQLException("column %d holds no time".formatted(column));
    }
    return at;
  }

  public static @Nullable Instant readIfAny(ResultSet row, int column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
