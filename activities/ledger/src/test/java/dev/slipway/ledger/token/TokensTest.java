package dev.slipway.ledger.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.Database;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.ServiceName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private Database database;
  private Tokens tokens;

  @BeforeEach
  void open() {
    database = Database.open(LocalPostgres.migrated());
    tokens = at(NOW);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Tokens at(Instant now) {
    return new Tokens(database, Clock.fixed(now, ZoneOffset.UTC));
  }

  private static NewToken wanted() {
    return new NewToken(
        "alex",
        List.of(Role.OPERATOR, Role.RELEASER, Role.OPERATOR),
        new TokenScope(
            List.of(EnvironmentName.of("production")), List.of(ServiceName.of("backend"))),
        NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void letsInWhoHasTheSecret() {
    IssuedToken issued = tokens.issue(wanted(), "root");

    assertThat(issued.secret()).matches("slip_[A-Za-z0-9_-]{43}");
    assertThat(issued.toString()).doesNotContain(issued.secret());
    assertThat(tokens.authenticate(issued.secret()))
        .isEqualTo(new Authentication.Valid(issued.token()));
    assertThat(issued.token().actor().roles()).containsExactly(Role.RELEASER, Role.OPERATOR);
    assertThat(issued.token().createdBy()).isEqualTo("root");
  }

  @Test
  void keepsNoSecret() {
    IssuedToken issued = tokens.issue(wanted(), "root");
    String rows =
        database.call(
            client ->
                client
                    .sql("select string_agg(t::text, ' ') from token t")
                    .query(String.class)
                    .single());

    assertThat(rows).contains("alex").doesNotContain(issued.secret().substring(5));
  }

  @Test
  void refusesUnknownExpiredAndRevokedSecrets() {
    IssuedToken issued = tokens.issue(wanted(), "root");

    assertThat(tokens.authenticate("slip_" + "x".repeat(43)))
        .isEqualTo(new Authentication.Refused("this token is not known here"));
    assertThat(tokens.authenticate("Bearer nonsense' or 1=1"))
        .isInstanceOf(Authentication.Refused.class);
    assertThat(at(NOW.plus(Duration.ofDays(1))).authenticate(issued.secret()))
        .isEqualTo(new Authentication.Refused("this token expired at 2026-11-21T12:00:00Z"));
    assertThat(tokens.revoke(issued.token().id(), "root")).isTrue();
    assertThat(tokens.revoke(issued.token().id(), "root")).isFalse();
    assertThat(tokens.authenticate(issued.secret()))
        .isEqualTo(new Authentication.Refused("this token was revoked at " + NOW));
    assertThat(tokens.all()).hasSize(1);
  }

  @Test
  void adoptsABroughtSecretOnce() {
    String secret = "slip_" + "0123456789abcdef".repeat(4);
    var admin = new NewToken("installer", List.of(Role.ADMIN), TokenScope.everything(), null);

    Token first = tokens.adopt(secret, admin, "installation");
    Token again = tokens.adopt(secret, admin, "installation");

    assertThat(again).isEqualTo(first);
    assertThat(tokens.authenticate(secret)).isInstanceOf(Authentication.Valid.class);
    assertThatThrownBy(() -> tokens.adopt("slip_short", admin, "installation"))
        .hasMessageContaining("at least 43")
        .hasMessageNotContaining("slip_short");
  }

  @Test
  void coversOnlyWhatItsScopeNames() {
    TokenScope scope = wanted().scope();
    var production = EnvironmentName.of("production");

    assertThat(scope.covers(production, List.of(ServiceName.of("backend")))).isTrue();
    assertThat(
            scope.covers(production, List.of(ServiceName.of("backend"), ServiceName.of("other"))))
        .isFalse();
    assertThat(scope.covers(EnvironmentName.of("staging"), List.of())).isFalse();
    assertThat(TokenScope.everything().covers(production, List.of(ServiceName.of("x")))).isTrue();
  }
}
