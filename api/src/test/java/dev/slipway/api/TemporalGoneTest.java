package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Who needs the emergency tools while Temporal is away hears so within seconds, and why. */
class TemporalGoneTest {
  private static final Bed BED = Bed.get();
  private static final Caller OPS = BED.as("night-ops", Role.OPERATOR, Role.RELEASER);
  private static final String RELEASE =
      """
      {"environment":"lab","reason":"stays open",
       "services":[{"service":"backend","version":"%s"}]}""";

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static String openRun(String key) {
    Caller.Reply started = OPS.key(key).post("/api/v1/releases", RELEASE.formatted(key));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    return started.json().path("run").asString();
  }

  /** A refusal within ten seconds that names Temporal and its address. */
  private static void assertSaysThatTemporalIsGone(
      String temporal, Supplier<Caller.Reply> attempt) {
    Instant before = Instant.now();
    Caller.Reply reply = attempt.get();
    assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
    assertThat(reply.status()).as(reply.body()).isEqualTo(503);
    assertThat(reply.header("Retry-After")).isNotEmpty();
    assertThat(reply.json().path("detail").asString())
        .startsWith("Temporal at %s cannot be reached (".formatted(temporal))
        .endsWith("Send it again with the same Idempotency-Key: it counts once");
  }

  @Test
  void atOnceWhereNothingListens() {
    String run = openRun("gone-1");
    String nobody = "127.0.0.1:" + Bed.freePort();
    try (var api = BED.startApi("--slipway.temporal.address=" + nobody)) {
      Caller there = OPS.at(Bed.address(api));
      String hold = "/api/v1/releases/%s/hold".formatted(run);
      assertSaysThatTemporalIsGone(nobody, () -> there.key("hold-1").post(hold, "{}"));
      assertSaysThatTemporalIsGone(
          nobody,
          () -> there.key("stop-1").post("/api/v1/environments/lab/stop", "{\"reason\":\"fire\"}"));
      assertSaysThatTemporalIsGone(
          nobody,
          () -> there.key("start-1").post("/api/v1/releases", RELEASE.formatted("gone-1b")));
      assertThat(OPS.key("hold-1").post(hold, "{}").status()).isEqualTo(200);
      OPS.post("/api/v1/releases/%s/abort".formatted(run), "{}");
    }
  }

  @Test
  void inTimeWhereSomebodyListensAndNeverAnswers() throws IOException {
    String run = openRun("gone-2");
    try (var mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        var api = BED.startApi("--slipway.temporal.address=127.0.0.1:" + mute.getLocalPort())) {
      String hold = "/api/v1/releases/%s/hold".formatted(run);
      assertSaysThatTemporalIsGone(
          "127.0.0.1:" + mute.getLocalPort(),
          () -> OPS.at(Bed.address(api)).key("hold-2").post(hold, "{}"));
    }
    OPS.post("/api/v1/releases/%s/abort".formatted(run), "{}");
  }

  @Test
  void soThatTheOrderCountsOnceThoughItArrivedAndItsAnswerWasLost() {
    String run = openRun("gone-3");
    String hold = "/api/v1/releases/%s/hold".formatted(run);
    try (var wire = new Wire(BED.temporalAddress());
        ConfigurableApplicationContext api =
            BED.startApi("--slipway.temporal.address=" + wire.address())) {
      Caller there = OPS.at(Bed.address(api));
      assertThat(there.post("/api/v1/environments/lab/lift", "{}").status()).isLessThan(500);
      wire.loseAnswers();
      assertSaysThatTemporalIsGone(
          wire.address(), () -> there.key("hold-3").post(hold, "{\"reason\":\"lost\"}"));
      assertSaysThatTemporalIsGone(
          wire.address(),
          () -> there.key("start-3").post("/api/v1/releases", RELEASE.formatted("gone-3b")));
    }
    ReleaseJourneyTest.await(run, view -> view.path("waitingFor").asString().contains("held by"));
    Caller.Reply again = OPS.key("hold-3").post(hold, "{\"reason\":\"lost\"}");
    assertThat(again.status()).as(again.body()).isEqualTo(200);
    assertThat(ReleaseJourneyTest.timeline(run)).containsOnlyOnce("\"kind\":\"held\"");
    Caller.Reply started =
        OPS.key("start-3").post("/api/v1/releases", RELEASE.formatted("gone-3b"));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    OPS.post("/api/v1/releases/%s/abort".formatted(run), "{}");
    OPS.post("/api/v1/releases/%s/abort".formatted(started.json().path("run").asString()), "{}");
  }
}
