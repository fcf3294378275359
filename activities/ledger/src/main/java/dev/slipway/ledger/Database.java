package dev.slipway.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Slipway's database, as the runtime role sees it. Every call ends as a result or as an {@link
 * ApplicationFailure} of a {@link dev.slipway.contract.FailureType}: {@code UNAVAILABLE} may be
 * tried again, everything here is made for that; the rest is final.
 */
public final class Database implements AutoCloseable {
  static final String SCHEMA = "slipway";
  private static final Duration STATEMENT_LIMIT = Duration.ofSeconds(30);
  private static final Duration LOCK_LIMIT = Duration.ofSeconds(10);

  private final HikariDataSource pool;
  private final JdbcClient client;
  private final TransactionTemplate writing;
  private final TransactionTemplate reading;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.client = JdbcClient.create(pool);
    var transactions = new DataSourceTransactionManager(pool);
    this.writing = new TransactionTemplate(transactions);
    this.reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  /** Does not wait for the server: a process that starts while it is down comes up all the same. */
  public static Database open(LedgerSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("slipway-ledger");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.runtime().user());
    config.setPassword(settings.runtime().password());
    config.setSchema(SCHEMA);
    config.setMaximumPoolSize(Objects.requireNonNull(settings.connections()));
    config.setMinimumIdle(1);
    config.setConnectionTimeout(Objects.requireNonNull(settings.patience()).toMillis());
    config.setInitializationFailTimeout(-1);
    config.addDataSourceProperty("ApplicationName", "slipway");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "5");
    // a server that vanished without a word must not hold a thread for ever
    config.addDataSourceProperty("socketTimeout", STATEMENT_LIMIT.plusSeconds(10).toSeconds());
    // not as start-up options: a connection pooler in between would refuse them
    config.setConnectionInitSql(
        "set statement_timeout = %d; set lock_timeout = %d"
            .formatted(STATEMENT_LIMIT.toMillis(), LOCK_LIMIT.toMillis()));
    return new Database(new HikariDataSource(config));
  }

  /** For metrics and health of the pool. */
  public DataSource dataSource() {
    return pool;
  }

  /** Whether the server answers now; for readiness. */
  public boolean serves() {
    try {
      return call(c -> c.sql("select 1").query(Integer.class).single()) == 1;
    } catch (ApplicationFailure e) {
      return false;
    }
  }

  /** One statement, or several that need not see the same moment. */
  public <T extends @Nullable Object> T call(Function<JdbcClient, T> work) {
    return guarded(() -> work.apply(client));
  }

  /** One transaction: all of it or nothing. */
  public <T extends @Nullable Object> T write(Function<JdbcClient, T> work) {
    return guarded(() -> writing.execute(status -> work.apply(client)));
  }

  /** One transaction that sees one moment. */
  public <T extends @Nullable Object> T read(Function<JdbcClient, T> work) {
    return guarded(() -> reading.execute(status -> work.apply(client)));
  }

  private static <T extends @Nullable Object> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException | TransactionException e) {
      throw DatabaseTrouble.failure(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
