package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** An API that is there before any worker was, at a Temporal that knows nothing of Slipway. */
class ApiFirstTest {
  private static final Bed BED = Bed.get();

  @Test
  void startsReleasesThatAWorkerTakesUpLaterAndTellsTheirFirstFactOnce() {
    String temporal = Bed.newTemporal();
    try (var api = BED.startApi("--slipway.temporal.address=" + temporal)) {
      Caller ops = BED.as("early-ops", Role.OPERATOR, Role.ADMIN).at(Bed.address(api));
      assertThat(ops.yaml("/api/v1/documents", Documents.SHOP).status()).isEqualTo(200);
      Caller.Reply started =
          ops.key("early")
              .post(
                  "/api/v1/releases",
                  """
                  {"environment":"lab","reason":"early",
                   "services":[{"service":"backend","version":"v1"}]}""");
      assertThat(started.status()).as(started.body()).isEqualTo(202);
      String run = started.json().path("run").asString();
      assertThat(timeline(ops, run).size()).isEqualTo(1);
      BED.startWorker(Bed.client(temporal));
      awaitEnd(ops, run);
      JsonNode told = timeline(ops, run);
      assertThat(told.get(0).path("kind").asString()).isEqualTo("release-requested");
      assertThat(told.findValuesAsString("kind"))
          .containsOnlyOnce("release-requested")
          .contains("plan-made");
      assertThat(ops.post("/api/v1/ledger/verify", "{\"run\":\"%s\"}".formatted(run)).body())
          .contains("\"intact\":true");
    }
  }

  private static JsonNode timeline(Caller caller, String run) {
    return caller
        .with("Accept", "application/json")
        .get("/api/v1/releases/%s/timeline".formatted(run))
        .json();
  }

  private static void awaitEnd(Caller caller, String run) {
    Instant end = Instant.now().plus(Duration.ofSeconds(100));
    while (!caller.get("/api/v1/releases/" + run).json().path("ended").asBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void showsWhatTheTemporalClientDoesInItsMetrics() {
    BED.as("metrics", Role.VIEWER).get("/readyz");
    var registry = BED.api().getBean(MeterRegistry.class);
    Instant end = Instant.now().plus(Duration.ofSeconds(100));
    while (registry.find("temporal_request").counters().isEmpty()) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void showsMetricsOnAPortOfTheirOwnAndNotToTheWorld() {
    BED.as("metrics", Role.VIEWER).get("/readyz");
    Instant end = Instant.now().plus(Duration.ofSeconds(100));
    var machine = new Caller(BED.management(), null);
    while (!machine.get("/actuator/prometheus").body().contains("temporal_request_total{")) {
      assertThat(Instant.now()).isBefore(end);
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(BED.anonymous().get("/actuator/prometheus").status()).isEqualTo(401);
    assertThat(BED.as("metrics", Role.ADMIN).get("/actuator/prometheus").status()).isEqualTo(404);
    assertThat(BED.api().getEnvironment().getProperty("management.server.address"))
        .isEqualTo("127.0.0.1");
  }
}
