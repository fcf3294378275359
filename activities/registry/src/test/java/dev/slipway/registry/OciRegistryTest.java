package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.ResolvedImage;
import dev.slipway.release.WantedImage;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OciRegistryTest {
  private static final String PASSWORD = "correct-horse";
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(("robot:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final FakeRegistry registry = new FakeRegistry();
  private final Digest digest = registry.push("shop/api", "v1");

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void logsInWithThePullSecretAtTheTokenService() {
    registry.wants(
        "Bearer realm=\"http://%s/token\",service=\"shop\",scope=\"repository:shop/api:pull\""
            .formatted(registry.host()),
        "Bearer abc");
    registry.next =
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals("/token")) {
            return false;
          }
          boolean known = BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
          FakeRegistry.answer(exchange, known ? 200 : 401, "{\"token\":\"abc\"}");
          return true;
        };
    assertThat(resolve("v1", "pull")).isInstanceOf(ResolvedImage.Found.class);
    assertThat(registry.requests)
        .contains("GET /token?service=shop&scope=repository%3Ashop%2Fapi%3Apull as " + BASIC);
  }

  @Test
  void logsInWithBasicWhereTheRegistryWantsIt() {
    registry.wants("Basic realm=\"shop\"", BASIC);
    assertThat(resolve("v1", "pull")).isInstanceOf(ResolvedImage.Found.class);
  }

  @Test
  void exchangesAnIdentityToken() {
    registry.wants("Bearer realm=\"http://%s/token\"".formatted(registry.host()), "Bearer abc");
    registry.next =
        exchange -> {
          if (!exchange.getRequestURI().getPath().equals("/token")) {
            return false;
          }
          String form =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          boolean known =
              form.contains("grant_type=refresh_token&client_id=slipway&refresh_token=fresh&");
          FakeRegistry.answer(exchange, known ? 200 : 401, "{\"access_token\":\"abc\"}");
          return true;
        };
    OciRegistry images =
        new OciRegistry(
            RegistrySettings.usual(),
            new SecretRegistryLogins(
                reference -> "fresh\n",
                List.of(new HostLogin(registry.host(), HostLogin.TOKEN_USER, "file:/run/token"))));
    assertThat(images.resolve(wanted("v1", null))).isInstanceOf(ResolvedImage.Found.class);
  }

  @Test
  void namesRegistryAndPullSecretWhenTheLoginIsRefused() {
    registry.wants("Basic realm=\"shop\"", "Basic of-somebody-else");
    ApplicationFailure failure = failure("v1", "pull");
    assertThat(failure.getType()).isEqualTo(FailureType.FORBIDDEN.name());
    assertThat(failure.isNonRetryable()).isTrue();
    assertThat(failure.getOriginalMessage())
        .contains(registry.host(), "pull secret shop/pull")
        .doesNotContain(PASSWORD, BASIC);
  }

  @Test
  void doesNotSendTheLoginToARealmInTheClear() {
    RegistrySettings settings = RegistrySettings.usual();
    Repository behindTls = Repository.of("registry.example.org/shop/api", settings);
    assertThat(behindTls.base()).hasToString("https://registry.example.org");
    registry.wants("Bearer realm=\"ftp://elsewhere/token\"", "Bearer abc");
    ApplicationFailure failure = failure("v1", "pull");
    assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name());
    assertThat(failure.getOriginalMessage()).contains("ftp://elsewhere/token");
  }

  @Test
  void passesOnHowLongABusyRegistryWantsToBeLeftAlone() {
    registry.next =
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "7");
          FakeRegistry.answer(exchange, 429, "");
          return true;
        };
    ApplicationFailure failure = failure("v1", null);
    assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThat(failure.isNonRetryable()).isFalse();
    assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(7));
  }

  @Test
  void callsASilentRegistryUnavailable() {
    registry.close();
    assertThat(failure("v1", null).getType()).isEqualTo(FailureType.UNAVAILABLE.name());
    assertThatThrownBy(() -> check(digest))
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            silent -> assertThat(silent.getType()).isEqualTo(FailureType.UNAVAILABLE.name()));
  }

  @Test
  void givesUpOnABodyThatNeverEnds() {
    registry.next =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
          awaitClient(exchange.getRequestBody().read());
          return true;
        };
    RegistrySettings hasty = new RegistrySettings(List.of(), Duration.ofMillis(300));
    OciRegistry images = new OciRegistry(hasty, logins());
    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> images.resolve(wanted("v1", null)));
    assertThat(failure.getOriginalMessage()).contains("does not answer");
  }

  @Test
  void doesNotBelieveADigestThatTheBytesDoNotHave() {
    registry.next =
        exchange -> {
          exchange.getResponseHeaders().add("Docker-Content-Digest", digest.value());
          FakeRegistry.answer(exchange, 200, "{\"schemaVersion\":2,\"manifests\":[]}");
          return true;
        };
    ApplicationFailure failure = failure("v1", null);
    assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name());
    assertThat(failure.getOriginalMessage()).contains(digest.value(), "not to be trusted");
  }

  @Test
  void showsTenTagsNearTheOneThatWasMeant() {
    IntStream.range(0, 30).forEach(minor -> registry.push("shop/api", "v2." + minor));
    ResolvedImage answer = resolve("v2.33", null);
    assertThat(answer).isInstanceOf(ResolvedImage.Missing.class);
    String why = ((ResolvedImage.Missing) answer).why();
    assertThat(why).contains("v2.3", "v2.23").doesNotContain("v2.10");
    assertThat(why.split("v2\\.").length - 1).isEqualTo(11);
  }

  @Test
  void seesALayerThatTheRegistryLost() {
    Digest layer = FakeRegistry.sha256("layershop/apiv1".getBytes(StandardCharsets.UTF_8));
    registry.blobs.remove(layer.value());
    Finding finding = check(digest);
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("lacks", layer.value());
  }

  @Test
  void looksAtEveryPlatformOfAnIndex() {
    Digest arm = Digest.of("sha256:" + "ab".repeat(32));
    Digest index =
        registry.put(
            "shop/api",
            "both",
            """
            {"schemaVersion":2,"manifests":[
             {"digest":"%s","platform":{"os":"linux","architecture":"amd64"}},
             {"digest":"%s","platform":{"os":"linux","architecture":"arm64"}},
             {"digest":"sha256:0","platform":{"os":"unknown","architecture":"unknown"}}]}"""
                .formatted(digest, arm));
    Finding finding = check(index);
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains(arm.value()).doesNotContain(digest.value() + ",");
  }

  @Test
  void refusesWhatIsNotAManifest() {
    registry.put("shop/api", "old", "{\"schemaVersion\":1}");
    assertThat(failure("old", null).getOriginalMessage()).contains("not an OCI or docker v2");
  }

  @Test
  void goesNowhereNearTheMetadataService() {
    OciRegistry images =
        new OciRegistry(
            new RegistrySettings(List.of("169.254.169.254"), Duration.ofSeconds(1)), logins());
    Finding finding = images.check(new Check.ImagePullable(ImageRef.of("169.254.169.254/a:b")));
    assertThat(finding.detail()).contains("link-local");
  }

  private static void awaitClient(int ignored) throws IOException {
    if (ignored > 0) {
      throw new IOException("the client sent a body with GET");
    }
    LockSupport.parkNanos(Duration.ofMillis(900).toNanos());
  }

  private Finding check(Digest image) {
    return images()
        .check(new Check.ImagePullable(ImageRef.pinned(registry.host() + "/shop/api", image)));
  }

  private ApplicationFailure failure(String version, @Nullable String pullSecret) {
    return catchThrowableOfType(ApplicationFailure.class, () -> resolve(version, pullSecret));
  }

  private ResolvedImage resolve(String version, @Nullable String pullSecret) {
    return images().resolve(wanted(version, pullSecret));
  }

  private OciRegistry images() {
    return new OciRegistry(RegistrySettings.usual(), logins());
  }

  private RegistryLogins logins() {
    Secrets secrets =
        reference ->
            "{\"auths\":{\"http://%s/v2/\":{\"auth\":\"%s\"}}}"
                .formatted(registry.host(), BASIC.substring("Basic ".length()));
    return new SecretRegistryLogins(secrets, List.of());
  }

  private WantedImage wanted(String version, @Nullable String pullSecret) {
    return new WantedImage(
        ServiceName.of("api"),
        SiteName.of("here"),
        new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api"),
        "api",
        false,
        registry.host() + "/shop/api",
        version,
        pullSecret);
  }
}
