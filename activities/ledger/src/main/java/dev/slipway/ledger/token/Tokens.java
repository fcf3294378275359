package dev.slipway.ledger.token;

import dev.slipway.ledger.Database;
import dev.slipway.ledger.Moments;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.ServiceName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** All tokens. */
public final class Tokens {
  private static final String SELECT =
      "select id, owner, roles, environments, services, created_by, created_at, expires_at,"
          + " revoked_by, revoked_at from token ";

  private final Database database;
  private final Clock clock;

  public Tokens(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Makes a token. The secret leaves this call and is stored nowhere.
   *
   * @param by who made it
   */
  public IssuedToken issue(NewToken wanted, String by) {
    String secret = TokenSecret.next();
    store(secret, wanted, by);
    return new IssuedToken(find(secret).orElseThrow(), secret);
  }

  /**
   * Makes a token of a secret that an installation brings along, so that there is a first one. Does
   * nothing when that secret is there already, revoked or not.
   *
   * @param secret {@code slip_} and at least 43 letters, digits, '_' and '-'
   */
  public Token adopt(String secret, NewToken wanted, String by) {
    if (!TokenSecret.looksRight(secret)) {
      throw new IllegalArgumentException(
          "the secret of a token is slip_ and at least 43 letters, digits, '_' and '-'; make one"
              + " with: echo slip_$(openssl rand -hex 32)");
    }
    store(secret, wanted, by);
    return find(secret).orElseThrow();
  }

  private void store(String secret, NewToken wanted, String by) {
    database.call(
        client ->
            client
                .sql(
                    "insert into token (id, hash, owner, roles, environments, services,"
                        + " created_by, created_at, expires_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (hash) do nothing")
                .param(TokenSecret.id())
                .param(TokenSecret.hash(secret))
                .param(wanted.owner())
                .param(names(wanted.roles()))
                .param(names(wanted.scope().environments()))
                .param(names(wanted.scope().services()))
                .param(by)
                .param(Moments.parameter(clock.instant()))
                .param(Moments.parameter(wanted.expiresAt()))
                .update());
  }

  private static String[] names(List<?> values) {
    return values.stream()
        .map(value -> value instanceof Role role ? role.name() : value.toString())
        .map(name -> name.toLowerCase(Locale.ROOT))
        .toArray(String[]::new);
  }

  /**
   * Looks a secret up by its hash: how long that takes tells nothing about any stored secret.
   *
   * @param secret as the caller sent it; anything
   */
  public Authentication authenticate(String secret) {
    Optional<Token> found = TokenSecret.looksRight(secret) ? find(secret) : Optional.empty();
    if (found.isEmpty()) {
      return new Authentication.Refused("this token is not known here");
    }
    Token token = found.get();
    Instant expiry = token.expiresAt();
    if (token.revokedAt() != null) {
      return new Authentication.Refused("this token was revoked at " + token.revokedAt());
    }
    return expiry != null && !clock.instant().isBefore(expiry)
        ? new Authentication.Refused("this token expired at " + expiry)
        : new Authentication.Valid(token);
  }

  private Optional<Token> find(String secret) {
    return database.call(
        client ->
            client
                .sql(SELECT + "where hash = ?")
                .param(TokenSecret.hash(secret))
                .query(Tokens::token)
                .optional());
  }

  /** The newest first, revoked and expired ones included. */
  public List<Token> all() {
    return database.call(
        client -> client.sql(SELECT + "order by created_at desc, id").query(Tokens::token).list());
  }

  /**
   * @return whether it held until now; false for an unknown or revoked one
   */
  public boolean revoke(String id, String by) {
    return database.call(
            client ->
                client
                    .sql(
                        "update token set revoked_by = ?, revoked_at = ?"
                            + " where id = ? and revoked_at is null")
                    .param(by)
                    .param(Moments.parameter(clock.instant()))
                    .param(id)
                    .update())
        > 0;
  }

  private static Token token(ResultSet row, int number) throws SQLException {
    return new Token(
        row.getString(1),
        row.getString(2),
        strings(row, 3).map(name -> Role.valueOf(name.toUpperCase(Locale.ROOT))).toList(),
        new TokenScope(
            strings(row, 4).map(EnvironmentName::of).toList(),
            strings(row, 5).map(ServiceName::of).toList()),
        row.getString(6),
        Moments.read(row, 7),
        Moments.readIfAny(row, 8),
        row.getString(9),
        Moments.readIfAny(row, 10));
  }

  private static Stream<String> strings(ResultSet row, int column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray());
  }
}
