package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.artifact.Digest;
import dev.slipway.contract.FailureType;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.WantedImage;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the projected token to a digest, against a provider and a registry that check each step. */
class IdentityRegistryLoginsTest {
  private static final Duration LIFE = Duration.ofHours(3);

  private final FakeIdentityProvider provider = new FakeIdentityProvider();
  private final FakeRegistry registry = new FakeRegistry();
  private final Digest digest = registry.push("shop/api", "v1");

  private volatile Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private volatile String refresh = "";
  private int given;

  @TempDir private Path folder;
  private Path tokenFile;
  private OciRegistry images;

  @BeforeEach
  void open() throws IOException {
    tokenFile = Files.writeString(folder.resolve("token"), "assertion-1\n");
    images = images(provider.address());
    challenge("Bearer scoped");
    registry.next = this::tokens;
  }

  private void challenge(String accepted) {
    registry.wants(
        "Bearer realm=\"http://%s/oauth2/token\",service=\"%s\",scope=\"repository:shop/api:pull\""
            .formatted(registry.host(), registry.host()),
        accepted);
  }

  @AfterEach
  void close() {
    provider.close();
    registry.close();
  }

  private OciRegistry images(URI authority) {
    var identity =
        new IdentityLogin(
            registry.host(),
            tokenFile,
            FakeIdentityProvider.TENANT,
            FakeIdentityProvider.CLIENT,
            authority,
            null);
    RegistrySettings settings = RegistrySettings.usual();
    RegistryLogins elsewhere =
        (host, namespace, secret) -> new RegistryLogin.Password("robot", "from-the-pull-secret");
    return new OciRegistry(
        settings, new IdentityRegistryLogins(elsewhere, List.of(identity), settings, () -> now));
  }

  /** The registry's own two token endpoints. */
  private boolean tokens(HttpExchange exchange) throws IOException {
    return switch (exchange.getRequestURI().getPath()) {
      case "/oauth2/exchange" -> exchange(exchange, FakeIdentityProvider.form(exchange));
      case "/oauth2/token" -> token(exchange, FakeIdentityProvider.form(exchange));
      default -> false;
    };
  }

  private boolean exchange(HttpExchange exchange, Map<String, String> form) throws IOException {
    boolean right =
        "access_token".equals(form.get("grant_type"))
            && registry.host().equals(form.get("service"))
            && FakeIdentityProvider.TENANT.equals(form.get("tenant"))
            && FakeIdentityProvider.accessToken(provider.trusted).equals(form.get("access_token"));
    if (right) {
      refresh = jwt(now.plus(LIFE), ++given);
    }
    FakeRegistry.answer(
        exchange, right ? 200 : 401, right ? "{\"refresh_token\":\"" + refresh + "\"}" : "{}");
    return true;
  }

  private boolean token(HttpExchange exchange, Map<String, String> form) throws IOException {
    boolean right =
        "refresh_token".equals(form.get("grant_type"))
            && registry.host().equals(form.get("service"))
            && "repository:shop/api:pull".equals(form.get("scope"))
            && refresh.equals(form.get("refresh_token"));
    FakeRegistry.answer(
        exchange, right ? 200 : 401, right ? "{\"access_token\":\"scoped\"}" : "{}");
    return true;
  }

  /** A token as the registry's: three parts, of which the second names the end. */
  private static String jwt(Instant end, int number) {
    String claims = "{\"exp\":%d,\"jti\":\"%d\"}".formatted(end.getEpochSecond(), number);
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return "e30." + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".c2ln";
  }

  @Test
  void pullsWithNothingButTheProjectedToken() {
    assertThat(resolve(null)).isEqualTo(new ResolvedImage.Found(wanted(null), digest));
    assertThat(provider.assertions).containsExactly("assertion-1");
  }

  @Test
  void keepsWhatItGotUntilShortlyBeforeItsEnd() {
    resolve(null);
    now = now.plus(LIFE).minus(Duration.ofMinutes(6));
    resolve(null);
    assertThat(given).isEqualTo(1);

    now = now.plus(Duration.ofMinutes(2));
    resolve(null);
    assertThat(given).isEqualTo(2);
  }

  @Test
  void readsTheTokenFileAnewForEachExchange() throws IOException {
    resolve(null);
    Files.writeString(tokenFile, "assertion-2");
    provider.trusted = "assertion-2";
    now = now.plus(LIFE);

    assertThat(resolve(null)).isInstanceOf(ResolvedImage.Found.class);
    assertThat(provider.assertions).containsExactly("assertion-1", "assertion-2");
  }

  @Test
  void asksForAnotherOnceWhenTheRegistryTookItsTokenBack() {
    resolve(null);
    refresh = "the registry forgot all that it gave";
    now = now.plus(Duration.ofMinutes(2));

    assertThat(resolve(null)).isInstanceOf(ResolvedImage.Found.class);
    assertThat(given).isEqualTo(2);
  }

  @Test
  void endsAtOnceWhereTheIdentityMayNotPull() {
    challenge("Bearer of-somebody-else");

    ApplicationFailure failure = failure();

    assertThat(failure.getType()).isEqualTo(FailureType.FORBIDDEN.name());
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(given).isEqualTo(1);
  }

  @Test
  void saysWhoseAssertionIsRefusedAndByWhomButNeverTheAssertion() throws IOException {
    Files.writeString(tokenFile, "assertion-of-another-cluster");

    ApplicationFailure failure = failure();

    assertThat(failure.getType()).isEqualTo(FailureType.FORBIDDEN.name());
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage())
        .contains(
            provider.address().getAuthority(),
            FakeIdentityProvider.CLIENT,
            FakeIdentityProvider.TENANT,
            registry.host(),
            "invalid_client",
            tokenFile.toString())
        .doesNotContain("another-cluster");
  }

  @Test
  void saysThatTheRegistryDoesNotKnowTheIdentity() {
    registry.next =
        exchange -> {
          if (exchange.getRequestURI().getPath().equals("/oauth2/exchange")) {
            FakeRegistry.answer(exchange, 401, "{}");
            return true;
          }
          return false;
        };
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureType.FORBIDDEN.name());
    assertThat(failure.getOriginalMessage())
        .contains(registry.host(), FakeIdentityProvider.CLIENT, "right to pull")
        .doesNotContain("access-for");
  }

  @Test
  void saysThatARegistryTakesNoIdentity() {
    registry.next =
        exchange -> {
          FakeRegistry.answer(exchange, 404, "");
          return true;
        };
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureType.MISCONFIGURED.name());
    assertThat(failure.getOriginalMessage()).contains("no /oauth2/exchange", "pull secret");
  }

  @Test
  void triesAgainLaterWhenTheProviderIsIll() {
    provider.ill = 503;
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(4));
    provider.close();
    assertThat(failure().getOriginalMessage()).contains("identity provider", "does not answer");
  }

  @Test
  void namesTheTokenFileThatIsNotThere() throws IOException {
    Files.delete(tokenFile);
    ApplicationFailure failure = failure();
    assertThat(failure.getType()).isEqualTo(FailureType.MISCONFIGURED.name());
    assertThat(failure.getOriginalMessage()).contains(tokenFile.toString(), registry.host());
    Files.writeString(tokenFile, " \n");
    assertThat(failure().getOriginalMessage()).contains("is empty");
  }

  @Test
  void leavesWorkloadsWithAPullSecretToIt() {
    assertThat(catchThrowableOfType(ApplicationFailure.class, () -> resolve("pull")).getType())
        .isEqualTo(FailureType.FORBIDDEN.name());
    assertThat(provider.assertions).isEmpty();
  }

  @Test
  void refusesSettingsThatWouldSendTheIdentityInTheClear() {
    assertThatThrownBy(() -> images(URI.create("http://login.example.com")))
        .hasMessageContaining("in the clear");
    assertThatThrownBy(
            () -> new IdentityLogin("r.example.com", tokenFile, "a/b", "client", null, null))
        .hasMessageContaining("tenant 'a/b'");
  }

  private ApplicationFailure failure() {
    return catchThrowableOfType(ApplicationFailure.class, () -> resolve(null));
  }

  private ResolvedImage resolve(@Nullable String pullSecret) {
    return images.resolve(wanted(pullSecret));
  }

  private WantedImage wanted(@Nullable String pullSecret) {
    return new WantedImage(
        ServiceName.of("api"),
        SiteName.of("here"),
        new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api"),
        "api",
        false,
        registry.host() + "/shop/api",
        "v1",
        pullSecret);
  }
}
