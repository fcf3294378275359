package dev.slipway.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
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
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to "have you this manifest" that are neither yes nor no. */
class RedirectTest {
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString("robot:correct-horse".getBytes(StandardCharsets.UTF_8));

  private final FakeRegistry registry = new FakeRegistry();
  private final FakeRegistry mirror = new FakeRegistry();
  private final Digest digest = mirror.push("shop/api", "v1");

  @AfterEach
  void stop() {
    registry.close();
    mirror.close();
  }

  @Test
  void anotherHostIsAskedAsNobody() {
    registry.wants("Basic realm=\"shop\"", BASIC);
    mirror.wants("Bearer realm=\"http://%s/token\"".formatted(mirror.host()), "Bearer anybody");
    mirror.next = RedirectTest::tokenForAnybody;
    registry.next = exchange -> isKnown(exchange) && sends(exchange, 307, there("v1"));

    assertThat(resolve()).isEqualTo(new ResolvedImage.Found(wanted(), digest));
    assertThat(registry.requests).anyMatch(request -> request.endsWith(" as " + BASIC));
    assertThat(mirror.requests)
        .anyMatch(request -> request.endsWith(" as Bearer anybody"))
        .noneMatch(request -> request.contains("Basic"));
  }

  @Test
  void theRegistryItselfSeesTheLoginAgain() {
    registry.wants("Basic realm=\"shop\"", BASIC);
    Digest own = registry.push("moved/api", "v1");
    registry.next =
        exchange ->
            isKnown(exchange)
                && exchange.getRequestURI().getPath().startsWith("/v2/shop/")
                && sends(exchange, 308, "/v2/moved/api/manifests/v1");

    assertThat(resolve()).isEqualTo(new ResolvedImage.Found(wanted(), own));
  }

  @Test
  void whatIsMissingElsewhereIsMissing() {
    registry.next = exchange -> isManifest(exchange) && sends(exchange, 302, there("v404"));

    assertThat(resolve()).isInstanceOf(ResolvedImage.Missing.class);
  }

  @Test
  void aCircleEnds() {
    registry.next =
        exchange -> sends(exchange, 307, "http://" + registry.host() + exchange.getRequestURI());

    ApplicationFailure failure = failure();

    assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name());
    assertThat(failure.getOriginalMessage()).contains(registry.host(), "4th time");
    assertThat(registry.requests).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://mirror.example.org/v2/shop/api/manifests/v1",
        "https://robot:secret@mirror.example.org/v2/shop/api/manifests/v1",
        "ftp://mirror.example.org/v1?signature=secret",
        "https:///v1",
        "https://mirror.example.org/a b",
        ""
      })
  void unsafeAddressesAreNotFollowed(String location) {
    Repository behindTls = Repository.of("registry.example.org/shop/api", RegistrySettings.usual());
    var asked = new Redirect(behindTls, behindTls.manifest("v1"));

    ApplicationFailure failure =
        catchThrowableOfType(ApplicationFailure.class, () -> asked.next(redirect(location)));

    assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name());
    assertThat(failure.getOriginalMessage())
        .contains("registry registry.example.org redirects shop/api")
        .doesNotContain("secret");
  }

  @Test
  void theLoginIsForOneHostAndItsScheme() {
    Repository home = Repository.of("registry.example.org/shop/api", RegistrySettings.usual());
    var asked = new Redirect(home, home.manifest("v1"));

    assertThat(asked.next(redirect("/v2/other/manifests/v1")).isAtHome()).isTrue();
    Redirect away = asked.next(redirect("https://mirror.example.org/v2/x/manifests/v1"));
    assertThat(away.isAtHome()).isFalse();
    assertThat(away.host().base()).isEqualTo(URI.create("https://mirror.example.org"));
    assertThat(asked.next(redirect("https://registry.example.org:8443/v1")).isAtHome()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {202, 304, 400, 405, 410, 418})
  void anyOtherAnswerDoesNotMeanThatATagIsMissing(int status) {
    registry.next = exchange -> isManifest(exchange) && answers(exchange, status);

    ApplicationFailure failure = failure();

    assertThat(failure.getType()).isEqualTo(FailureType.INVALID.name());
    assertThat(failure.getOriginalMessage())
        .contains("registry " + registry.host(), "status " + status, "manifest v1 of shop/api");
  }

  @Test
  void anyOtherAnswerDoesNotMeanThatALayerIsMissing() {
    Digest own = registry.push("shop/api", "v1");
    registry.next = exchange -> !isManifest(exchange) && answers(exchange, 400);

    Finding finding =
        images()
            .check(new Check.ImagePullable(ImageRef.pinned(registry.host() + "/shop/api", own)));

    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("status 400").doesNotContain("lacks");
  }

  private static boolean tokenForAnybody(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/token")) {
      return false;
    }
    FakeRegistry.answer(exchange, 200, "{\"token\":\"anybody\"}");
    return true;
  }

  private static boolean isKnown(HttpExchange exchange) {
    return BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private static boolean isManifest(HttpExchange exchange) {
    return exchange.getRequestURI().getPath().contains("/manifests/");
  }

  private static boolean sends(HttpExchange exchange, int status, String location)
      throws IOException {
    exchange.getResponseHeaders().add("Location", location);
    return answers(exchange, status);
  }

  private static boolean answers(HttpExchange exchange, int status) throws IOException {
    FakeRegistry.answer(exchange, status, "");
    return true;
  }

  private String there(String reference) {
    return "http://" + mirror.host() + "/v2/shop/api/manifests/" + reference;
  }

  private static RegistryAnswer redirect(String location) {
    var headers = HttpHeaders.of(Map.of("Location", List.of(location)), (name, value) -> true);
    return new RegistryAnswer(307, headers, new byte[0]);
  }

  private ApplicationFailure failure() {
    return catchThrowableOfType(ApplicationFailure.class, this::resolve);
  }

  private ResolvedImage resolve() {
    return images().resolve(wanted());
  }

  private OciRegistry images() {
    String login =
        "{\"auths\":{\"http://%s/v2/\":{\"auth\":\"%s\"}}}"
            .formatted(registry.host(), BASIC.substring("Basic ".length()));
    return new OciRegistry(
        RegistrySettings.usual(), new SecretRegistryLogins(reference -> login, List.of()));
  }

  private WantedImage wanted() {
    return new WantedImage(
        ServiceName.of("api"),
        SiteName.of("here"),
        new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api"),
        "api",
        false,
        registry.host() + "/shop/api",
        "v1",
        "pull");
  }
}
