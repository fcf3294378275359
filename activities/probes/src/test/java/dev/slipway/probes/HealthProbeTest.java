package dev.slipway.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.slipway.analysis.Verdict;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.houserules.Covers;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyStep;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HealthProbeTest {
  private final FakeService service = new FakeService();

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  @Covers("AIW-29")
  void endsAtTheFirstBadSample() {
    AtomicInteger asked = new AtomicInteger();
    service.pages.put(
        "GET /health",
        exchange -> FakeService.answer(exchange, asked.incrementAndGet() < 4 ? 200 : 500, "{}"));
    Verdict verdict = health(Services.at(service), 10, Duration.ZERO);
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("sample 4 of 10", "status 500");
    assertThat(asked).hasValue(4);
  }

  @Test
  @Covers("PLT-33")
  void readsTheChecksOfAReadyPage() {
    service.says(
        "GET /health/ready",
        200,
        "{\"status\":\"ready\",\"checks\":{\"database\":true,\"redis\":true}}");
    assertThat(ready()).isInstanceOf(Verdict.Pass.class);
    service.says(
        "GET /health/ready",
        503,
        "{\"status\":\"not_ready\",\"checks\":{\"database\":false,\"redis\":true}}");
    assertThat(ready().why()).contains("status 503");
    service.says(
        "GET /health/ready",
        200,
        "{\"status\":\"ready\",\"checks\":{\"database\":false,\"redis\":true}}");
    assertThat(ready().why()).contains("/checks/database is false, wanted true");
  }

  @Test
  void failsASlowAnswer() {
    service.pages.put(
        "GET /health",
        exchange -> {
          LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
          FakeService.answer(exchange, 200, "{}");
        });
    assertThat(health(Services.at(service), 1, Duration.ofMillis(100)).why())
        .containsPattern("took [0-9]+ ms, limit 100 ms");
  }

  @Test
  @Covers("EDG-69")
  void onlyWarnsOfAnAnswerThatTakesLongerThanHalfASecond() {
    VerifyStep.Health step = extra("/health", List.of(), Duration.ofMillis(500));
    assertThat(verdict(step).verdict()).isInstanceOf(Verdict.Pass.class);
    service.pages.put(
        "GET /health",
        exchange -> {
          LockSupport.parkNanos(Duration.ofMillis(600).toNanos());
          FakeService.answer(exchange, 200, "{}");
        });
    StepVerdict slow = verdict(step);
    assertThat(slow.verdict()).isInstanceOf(Verdict.Fail.class);
    assertThat(slow.verdict().why()).contains("limit 500 ms");
    assertThat(slow.fails()).isFalse();
  }

  @Test
  @Covers("IPA-45")
  void asksGrafanaWhetherItIsWell() {
    VerifyStep.Health step =
        extra("/api/health", List.of(new FieldExpectation("/database", "ok")), Duration.ZERO);
    service.says("GET /api/health", 200, "{\"database\":\"ok\",\"version\":\"11.2.0\"}");
    assertThat(verdict(step).verdict()).isInstanceOf(Verdict.Pass.class);
    service.says("GET /api/health", 503, "{\"database\":\"failing\"}");
    StepVerdict ill = verdict(step);
    assertThat(ill.verdict().why()).contains("status 503");
    assertThat(ill.fails()).as("a release does not end because of Grafana").isFalse();
  }

  private VerifyStep.Health extra(String path, List<FieldExpectation> expect, Duration latest) {
    return new VerifyStep.Health(
        "extra", true, Services.at(service), path, expect, 1, Duration.ZERO, latest);
  }

  private static StepVerdict verdict(VerifyStep.Health step) {
    return Services.probes().health(new HealthRequest(step, Services.CONTEXT));
  }

  @Test
  void failsAServiceThatNeverAnswers() {
    service.pages.put(
        "GET /health", exchange -> LockSupport.parkNanos(Duration.ofSeconds(3).toNanos()));
    Services.Waits waits = new Services.Waits();
    HttpProbes probes =
        new HttpProbes(
            Services.settings("127.0.0.1", Duration.ofMillis(200)),
            Services.behind(""),
            ref -> ref,
            waits);
    Verdict verdict = health(probes, Services.at(service), 1);
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("no answer within", "3 times in a row");
    assertThat(waits.waited()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "silence", "proxy"})
  void asksAgainWhenAnAnswerIsLost(String how) {
    AtomicInteger asked = new AtomicInteger();
    service.pages.put(
        "GET /health",
        exchange -> {
          if (asked.incrementAndGet() == 4) {
            lose(exchange, how);
          } else {
            FakeService.answer(exchange, 200, "{}");
          }
        });
    Verdict verdict = health(cluster(), Services.inside(), 10);
    assertThat(verdict).isInstanceOf(Verdict.Pass.class);
    assertThat(verdict.why()).contains("10 of 10", "1 answer was lost");
    assertThat(asked).hasValue(11);
  }

  @Test
  void failsAServiceThatLosesEveryThirdAnswer() {
    AtomicInteger asked = new AtomicInteger();
    service.pages.put(
        "GET /health",
        exchange -> {
          if (asked.incrementAndGet() % 3 == 0) {
            FakeService.breakOff(exchange);
          } else {
            FakeService.answer(exchange, 200, "{}");
          }
        });
    Verdict verdict = health(Services.at(service), 10, Duration.ZERO);
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("3 answers were lost");
  }

  private static void lose(HttpExchange exchange, String how) throws IOException {
    switch (how) {
      case "reset" -> FakeService.breakOff(exchange);
      case "silence" -> LockSupport.parkNanos(Duration.ofMillis(2_300).toNanos());
      default ->
          FakeService.answer(
              exchange, 503, status("error trying to reach service: dial tcp: i/o timeout"));
    }
  }

  @Test
  void failsAServiceThatRefusesConnections() {
    service.close();
    Verdict verdict = health(Services.at(service), 2, Duration.ZERO);
    assertThat(verdict).isInstanceOf(Verdict.Fail.class);
    assertThat(verdict.why()).contains("refuses connections");
  }

  @Test
  void doesNotBlameAServiceWhoseNameIsUnknown() {
    HttpProbes probes =
        new HttpProbes(
            Services.settings("invalid"), Services.behind(""), ref -> ref, Pulse.still());
    HttpTarget nowhere = new HttpTarget.Public("http://shop.invalid");
    assertThat(health(probes, nowhere, 5)).isInstanceOf(Verdict.ProviderDown.class);
  }

  @Test
  void doesNotBlameAServiceBehindASilentApiServer() {
    assertThat(health(Services.inside(), 5, Duration.ZERO))
        .isInstanceOf(Verdict.ProviderDown.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | no endpoints available for service api | Fail",
        "503 | error trying to reach service: dial tcp 10.0.0.1:80: refused | Fail",
        "404 | services \"api\" not found | Fail",
        "503 | error trying to reach service: No agent available | ProviderDown",
        "503 | etcd leader changed | ProviderDown",
        "500 | internal error | ProviderDown",
        "429 | too many requests | ProviderDown"
      })
  void tellsTheApiServersWordsFromTheServices(int status, String message, String verdict) {
    service.says("GET /health", status, status(message));
    assertThat(health(cluster(), Services.inside(), 3).getClass().getSimpleName())
        .isEqualTo(verdict);
  }

  @Test
  void takesTheServicesOwn503ForTheServices() {
    service.says("GET /health", 503, "{\"status\":\"unhealthy\"}");
    assertThat(health(cluster(), Services.inside(), 3)).isInstanceOf(Verdict.Fail.class);
  }

  @ParameterizedTest
  @CsvSource({"401, renew its token", "403, services/proxy"})
  void isBlindAndSaysWhatToAllowWhileTheSiteMayNotLook(int refusal, String wayOut) {
    service.says("GET /health", refusal, status("services \"api\" is forbidden"));
    Verdict verdict = health(cluster(), Services.inside(), 3);
    assertThat(verdict).isInstanceOf(Verdict.ProviderDown.class);
    assertThat(verdict.why()).contains(wayOut);
  }

  @Test
  void followsARedirectOnTheSameHostOnly() {
    service.pages.put("GET /health", exchange -> redirect(exchange, "/health/live"));
    assertThat(health(Services.at(service), 1, Duration.ZERO)).isInstanceOf(Verdict.Pass.class);
    service.pages.put("GET /health", exchange -> redirect(exchange, "http://169.254.169.254/"));
    assertThat(health(Services.at(service), 1, Duration.ZERO).why()).contains("status 302");
  }

  @Test
  void refusesAnAnswerWithoutEnd() {
    service.says("GET /health", 200, "x".repeat((1 << 20) + 1));
    assertThat(health(Services.at(service), 1, Duration.ZERO).why()).contains("larger than");
  }

  @ParameterizedTest
  @CsvSource({
    "http://169.254.169.254, not among",
    "http://localhost:1, not among",
    "ftp://127.0.0.1, not http",
    "http://u:p@127.0.0.1, not http"
  })
  void staysWithinReach(String address, String why) {
    assertThatThrownBy(() -> health(new HttpTarget.Public(address), 1, Duration.ZERO))
        .hasMessageContaining(why);
  }

  @Test
  void keepsThisMachineAndTheMetadataServiceFromTheStar() {
    HttpProbes probes =
        new HttpProbes(Services.settings("*"), Services.behind(""), ref -> ref, Pulse.still());
    assertThatThrownBy(() -> health(probes, Services.at(service), 1))
        .hasMessageContaining("this machine itself");
    HttpTarget metadata = new HttpTarget.Public("http://169.254.169.254");
    assertThatThrownBy(() -> health(probes, metadata, 1)).hasMessageContaining("never asked");
  }

  private static void redirect(HttpExchange exchange, String to) throws IOException {
    exchange.getResponseHeaders().add("Location", to);
    FakeService.answer(exchange, 302, "");
  }

  private static String status(String message) {
    return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"message\":\"%s\"}"
        .formatted(message.replace("\"", "\\\""));
  }

  private HttpProbes cluster() {
    return new HttpProbes(
        Services.settings("127.0.0.1"),
        Services.behind(service.url()),
        ref -> ref,
        new Services.Waits());
  }

  private Verdict ready() {
    VerifyStep.Health step =
        new VerifyStep.Health(
            "ready",
            false,
            Services.at(service),
            "/health/ready",
            List.of(
                new FieldExpectation("/status", "ready"),
                new FieldExpectation("/checks/database", "true"),
                new FieldExpectation("/checks/redis", "true")),
            1,
            Duration.ZERO,
            Duration.ZERO);
    return Services.probes().health(new HealthRequest(step, Services.CONTEXT)).verdict();
  }

  private static Verdict health(HttpTarget target, int samples, Duration maxLatency) {
    return health(Services.probes(), target, samples, maxLatency);
  }

  private static Verdict health(HttpProbes probes, HttpTarget target, int samples) {
    return health(probes, target, samples, Duration.ZERO);
  }

  private static Verdict health(
      HttpProbes probes, HttpTarget target, int samples, Duration maxLatency) {
    VerifyStep.Health step =
        new VerifyStep.Health(
            "health", false, target, "/health", List.of(), samples, Duration.ZERO, maxLatency);
    return probes.health(new HealthRequest(step, Services.CONTEXT)).verdict();
  }
}
