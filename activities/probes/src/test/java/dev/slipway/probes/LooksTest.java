package dev.slipway.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import dev.slipway.houserules.Covers;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooksTest {
  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://shop.example.org", "*"})
  @Covers("IPA-14")
  void findsAnOriginThatIsAllowed(String allowed) {
    service.pages.put("OPTIONS /api", exchange -> cors(exchange, allowed));
    Finding finding = cors("/api?x=1");
    assertThat(finding).isInstanceOf(Finding.Passed.class);
    FakeService.Request sent = service.requests.getFirst();
    assertThat(sent.headers())
        .containsEntry("Origin", "https://shop.example.org")
        .containsEntry("Access-control-request-method", "GET");
  }

  @Test
  @Covers("IPA-14")
  void namesTheOriginThatIsAllowedInstead() {
    service.pages.put("OPTIONS /api", exchange -> cors(exchange, "https://other.example.org"));
    Finding finding = cors("/api");
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("https://other.example.org", "https://shop.example.org");
    service.says("OPTIONS /api", 404, "");
    assertThat(cors("/api").detail()).contains("no origin (status 404)");
  }

  @Test
  @Covers("IPA-13")
  void comparesWhereANameLeads() {
    assertThat(dns("localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1"))
        .isInstanceOf(Finding.Passed.class);
    assertThat(dns("localhost", "localhost")).isInstanceOf(Finding.Passed.class);
    Finding stray = dns("localhost", "192.0.2.7");
    assertThat(stray).isInstanceOf(Finding.Failed.class);
    assertThat(stray.detail()).contains("localhost leads to", "127.0.0.1", "wanted [192.0.2.7]");
  }

  @Test
  void doesNotPassANameThatLeadsNowhere() {
    assertThat(dns("shop.invalid", "192.0.2.7")).isNotInstanceOf(Finding.Passed.class);
    assertThat(dns("localhost", "shop.invalid").detail()).contains("shop.invalid (which has no");
  }

  @Test
  void looksAgainWhenThePlatformBlinks() {
    AtomicInteger asked = new AtomicInteger();
    service.pages.put(
        "GET /health",
        exchange ->
            FakeService.answer(
                exchange,
                asked.incrementAndGet() < 3 ? 500 : 200,
                "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"message\":\"etcd\"}"));
    HttpProbes probes =
        new HttpProbes(
            Services.settings("127.0.0.1"),
            Services.behind(service.url()),
            ref -> ref,
            Pulse.still());
    assertThat(probes.check(new Check.HealthEndpoint(Services.inside(), "/health")))
        .isInstanceOf(Finding.Passed.class);
    asked.set(-10);
    assertThat(probes.check(new Check.HealthEndpoint(Services.inside(), "/health")))
        .isInstanceOf(Finding.Unseen.class);
  }

  @Test
  void reportsAnAddressOutOfReachAsAFinding() {
    Check check = new Check.CorsOrigin("http://169.254.169.254/", "https://shop.example.org");
    assertThat(Services.probes().check(check)).isInstanceOf(Finding.Failed.class);
    assertThat(Services.probes().check(new Check.CorsOrigin("no url", "x")))
        .isInstanceOf(Finding.Failed.class);
  }

  @Test
  void readsASecretAndTellsNothingOfIt() {
    Check check = new Check.SecretReadable("env:KEY");
    Finding there = reading(reference -> "the-value").check(check);
    assertThat(there).isInstanceOf(Finding.Passed.class);
    assertThat(there.detail()).contains("env:KEY").doesNotContain("the-value");
    Finding gone =
        reading(
                reference -> {
                  throw FailureType.MISCONFIGURED.failure(reference + " is not set");
                })
            .check(check);
    assertThat(gone).isInstanceOf(Finding.Failed.class);
    assertThat(gone.detail()).contains("env:KEY is not set");
    HttpProbes away =
        reading(
            reference -> {
              throw FailureType.UNAVAILABLE.failure("the API server is away");
            });
    assertThatThrownBy(() -> away.check(check)).hasMessageContaining("the API server is away");
  }

  private static HttpProbes reading(Secrets secrets) {
    return new HttpProbes(
        Services.settings("127.0.0.1"), Services.behind(""), secrets, new Services.Waits());
  }

  private Finding cors(String path) {
    return Services.probes()
        .check(new Check.CorsOrigin(service.url() + path, "https://shop.example.org"));
  }

  private static Finding dns(String host, String... expected) {
    return Services.probes().check(new Check.DnsTarget(host, List.of(expected)));
  }

  private static void cors(HttpExchange exchange, String allowed) throws IOException {
    exchange.getResponseHeaders().add("Access-Control-Allow-Origin", allowed);
    FakeService.answer(exchange, 204, "");
  }
}
