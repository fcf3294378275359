package dev.slipway.practice.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleAppTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private final List<String> log = new ArrayList<>();

  @Test
  void saysItsVersionAndTheStateOfItsStores() {
    AppResponse answer = app("v1.2.0").handle(AppRequest.get("/health"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"healthy\",\"version\":\"1.2.0\",\"database\":\"connected\","
                + "\"redis\":\"connected\"}");
  }

  @Test
  void becomesReadyAfterItsTime() {
    SampleApp app = app("v1-slow20");
    assertThat(app.handle(AppRequest.get("/health/ready")).status()).isEqualTo(503);
    now.updateAndGet(time -> time.plusSeconds(20));
    assertThat(app.handle(AppRequest.get("/health/ready")).status()).isEqualTo(200);
  }

  @Test
  void neverBecomesReadyWhenUnready() {
    SampleApp app = app("v1-unready");
    now.updateAndGet(time -> time.plusSeconds(9999));
    assertThat(app.handle(AppRequest.get("/api/v1/ready")).status()).isEqualTo(503);
  }

  @Test
  void failsTheGivenShareOfRequestsWhileHealthStaysGood() {
    SampleApp app = app("v1-errors20");
    long failed =
        IntStream.range(0, 100)
            .filter(i -> app.handle(AppRequest.get("/api/v1/workflows")).status() == 500)
            .count();
    assertThat(failed).isEqualTo(20);
    assertThat(app.handle(AppRequest.get("/health")).status()).isEqualTo(200);
    assertThat(app.metrics().requestsByCode()).containsEntry(500, 20L).containsEntry(200, 80L);
  }

  @Test
  void answersBadHealthThoughReady() {
    SampleApp app = app("v1-badhealth");
    now.updateAndGet(time -> time.plusSeconds(2));
    assertThat(app.handle(AppRequest.get("/health")).status()).isEqualTo(503);
    assertThat(app.ready()).isTrue();
  }

  @Test
  void createsAndDeletesWhatASmokeTestAsksFor() {
    SampleApp app = app("v1");
    assertThat(app.handle(AppRequest.post("/api/v1/workflows", "{}")).body())
        .isEqualTo("{\"id\":\"wf-1\"}");
    assertThat(app.handle(AppRequest.get("/api/v1/workflows")).body()).isEqualTo("{\"total\":1}");
    AppRequest delete = new AppRequest("DELETE", "/api/v1/workflows/wf-1", Map.of(), "");
    assertThat(app.handle(delete).status()).isEqualTo(204);
    assertThat(app.handle(delete).status()).isEqualTo(404);
    assertThat(app.handle(AppRequest.post("/api/v1/device/register", "{}")).body())
        .isEqualTo("{\"device_id\":\"dev-1\"}");
    assertThat(app.handle(AppRequest.get("/api/v1/device/dev-1/config")).status()).isEqualTo(200);
  }

  @Test
  void logsErrorsWhenNoisy() {
    app("v1-noisy").heartbeat();
    assertThat(log).anyMatch(line -> line.contains("ERROR"));
    log.clear();
    app("v1").heartbeat();
    assertThat(log).noneMatch(line -> line.contains("ERROR"));
  }

  @Test
  void rendersPrometheusText() {
    SampleApp app = app("v1-errors50-latency800");
    assertThat(app.absorb(10).failed()).isEqualTo(5);
    assertThat(app.handle(AppRequest.get("/metrics")).body())
        .contains("http_requests_total{code=\"500\",status=\"500\"} 5")
        .contains("http_request_duration_seconds_bucket{le=\"0.5\"} 0")
        .contains("http_request_duration_seconds_bucket{le=\"1\"} 10")
        .contains("http_request_duration_seconds_count 10");
  }

  @Test
  void answersOverHttp() throws Exception {
    SampleApp app = app("v1.2.0");
    InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (SampleAppServer server = SampleAppServer.start(app, free);
        HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/api/v1/workflows");
      var answer = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"total\":0}");
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue("*");
    }
  }

  private SampleApp app(String tag) {
    InstantSource clock = now::get;
    return new SampleApp(Behaviour.ofTag(tag), Map.of(), clock, log::add);
  }
}
