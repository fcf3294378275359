package dev.slipway.ledger;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Slipway's own database.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, without user and password
 * @param runtime the role that works: may read and append, never change a fact
 * @param owner the role that owns the tables and migrates them; null where somebody else migrates,
 *     then the schema is only checked
 * @param connections 1 to 200, per process; default 10
 * @param patience how long to wait for a connection, 250 ms to 1 min; default 5 s
 * @param checkpointEvery facts of one run after which a checkpoint is due, 1 to 10,000; default 200
 */
public record LedgerSettings(
    String url,
    Login runtime,
    @Nullable Login owner,
    @Nullable Integer connections,
    @Nullable Duration patience,
    @Nullable Integer checkpointEvery) {
  public LedgerSettings {
    if (url == null || !url.startsWith("jdbc:postgresql://")) {
      throw new IllegalArgumentException(
          "ledger url '%s' is not jdbc:postgresql://host:port/database".formatted(url));
    }
    if (url.contains("password=")) {
      throw new IllegalArgumentException(
          "the ledger url carries a password; give it as runtime.password instead");
    }
    if (runtime == null) {
      throw new IllegalArgumentException("the ledger needs runtime.user and runtime.password");
    }
    connections = within("connections", connections == null ? 10 : connections, 1, 200);
    patience = patience == null ? Duration.ofSeconds(5) : patience;
    within("patience in milliseconds", (int) patience.toMillis(), 250, 60_000);
    checkpointEvery =
        within("checkpointEvery", checkpointEvery == null ? 200 : checkpointEvery, 1, 10_000);
  }

  /** With the defaults of everything that has one. */
  public LedgerSettings(String url, Login runtime, @Nullable Login owner) {
    this(url, runtime, owner, null, null, null);
  }

  private static int within(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "ledger setting %s is %d; it must be %d to %d".formatted(what, value, least, most));
    }
    return value;
  }
}
