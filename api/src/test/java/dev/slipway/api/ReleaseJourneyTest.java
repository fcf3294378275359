package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A release as people live it: documents, plan, start, vote, end, and looking back. */
class ReleaseJourneyTest {
  private static final Bed BED = Bed.get();
  private static final Caller CI = BED.as("ci", Role.RELEASER);
  private static final Caller ANN = BED.as("ann", Role.APPROVER);
  private static final Caller OPS = BED.as("ops", Role.OPERATOR);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  static String start(String environment, String key) {
    String body =
        """
        {"environment":"%s","services":[{"service":"backend","version":"v1.2.0"}],"reason":"test"}"""
            .formatted(environment);
    Caller.Reply started = CI.key(key).post("/api/v1/releases", body);
    for (int again = 0; started.status() == 503 && again < 5; again++) {
      started = CI.key(key).post("/api/v1/releases", body);
    }
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    return started.json().path("run").asString();
  }

  static JsonNode await(String run, Predicate<JsonNode> condition) {
    Instant end = Instant.now().plus(Duration.ofSeconds(100));
    JsonNode view = CI.get("/api/v1/releases/" + run).json();
    while (!condition.test(view)) {
      assertThat(Instant.now()).as("still waiting: " + view).isBefore(end);
      LockSupport.parkNanos(50_000_000);
      view = CI.get("/api/v1/releases/" + run).json();
    }
    return view;
  }

  static String hash(String run) {
    JsonNode view = await(run, v -> v.path("state").asString().equals("AWAITING_APPROVAL"));
    return view.path("plan").path("hash").asString();
  }

  @Test
  void showsAPlanWithoutStartingAnything() {
    Caller.Reply planned =
        CI.post(
            "/api/v1/plans",
            """
            {"environment":"lab","services":[{"service":"backend","version":"v1.2.0"}]}""");
    assertThat(planned.status()).as(planned.body()).isEqualTo(200);
    assertThat(planned.json().at("/plan/waves/0/services/0/changes/0/images/0/image").asString())
        .startsWith("registry.test/shop/backend@sha256:bbbb");
    assertThat(planned.json().at("/snapshots/0/present/images/0/image").asString())
        .contains("sha256:aaaa");
    String run = planned.json().at("/plan/request/run").asString();
    assertThat(CI.get("/api/v1/releases/" + run).status()).isEqualTo(404);
  }

  @Test
  void releasesAfterAnApprovalAndExplainsItself() {
    String run = start("shop", "journey-1");
    String vote =
        "{\"choice\":\"approve\",\"reason\":\"looks good\",\"planHash\":\"%s\"}"
            .formatted(hash(run));
    Caller.Reply voted = ANN.post("/api/v1/releases/%s/votes".formatted(run), vote);
    assertThat(voted.status()).as(voted.body()).isEqualTo(200);
    JsonNode view = await(run, v -> v.path("ended").asBoolean());
    assertThat(view.path("state").asString()).isEqualTo("SUCCEEDED");
    String told =
        CI.with("Accept", "text/plain").get("/api/v1/releases/%s/explain".formatted(run)).body();
    assertThat(told).contains("ci asked for it", "ann said approve: looks good", "is succeeded");
    assertThat(CI.get("/api/v1/releases?environment=shop").body()).contains(run);
    assertThat(CI.get("/api/v1/releases/%s/plan".formatted(run)).json().path("hash").asString())
        .isNotEmpty();
    Caller.Reply proof = CI.post("/api/v1/ledger/verify", "{\"run\":\"%s\"}".formatted(run));
    assertThat(proof.json().path("intact").asBoolean()).as(proof.body()).isTrue();
  }

  @Test
  void answersARefusedVoteWithTheReasonAndRecordsIt() {
    String run = start("shop", "journey-2");
    hash(run);
    String vote = "{\"choice\":\"approve\",\"planHash\":\"another\"}";
    Caller.Reply refused = ANN.post("/api/v1/releases/%s/votes".formatted(run), vote);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("type").asString()).isEqualTo("urn:slipway:problem:refused");
    assertThat(refused.json().path("detail").asString()).contains("for another plan (another)");
    assertThat(timeline(run)).containsOnlyOnce("vote by ann refused: the vote is for another plan");
  }

  static String timeline(String run) {
    return CI.with("Accept", "application/json")
        .get("/api/v1/releases/%s/timeline".formatted(run))
        .body();
  }

  @Test
  void answersAMessageToAnEndedRunWithItsEnd() {
    String run = start("lab", "journey-3");
    await(run, v -> v.path("ended").asBoolean());
    Caller.Reply late =
        OPS.post("/api/v1/releases/%s/abort".formatted(run), "{\"reason\":\"late\"}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().path("detail").asString()).contains("has ended: SUCCEEDED");
    assertThat(timeline(run)).contains("abort by ops refused");
  }

  @Test
  void abortsARunThatWaitsAtItsGate() {
    String run = start("shop", "journey-4");
    hash(run);
    Caller.Reply abort =
        OPS.post("/api/v1/releases/%s/abort".formatted(run), "{\"reason\":\"no\"}");
    assertThat(abort.status()).as(abort.body()).isEqualTo(200);
    JsonNode view = await(run, v -> v.path("ended").asBoolean());
    assertThat(view.path("state").asString()).isEqualTo("ABORTED");
  }

  @Test
  void rollsAFinishedReleaseBack() {
    String run = start("lab", "journey-5");
    await(run, v -> v.path("ended").asBoolean());
    Caller.Reply back =
        OPS.post("/api/v1/releases/%s/rollback".formatted(run), "{\"reason\":\"errors\"}");
    assertThat(back.status()).as(back.body()).isEqualTo(202);
    String id = back.json().path("run").asString();
    JsonNode view = await(id, v -> v.path("ended").asBoolean());
    assertThat(view.at("/asked/kind").asString()).isEqualTo("rollback");
    assertThat(view.at("/end/summary").asString()).isEqualTo("1 workloads are back");
  }

  @Test
  void streamsTheTimelineFromAnyPlaceToTheEndOfTheRun() {
    String run = start("lab", "journey-6");
    Caller stream = CI.with("Accept", "text/event-stream");
    String all = stream.get("/api/v1/releases/%s/timeline".formatted(run)).body();
    assertThat(all).contains("id: 1\nevent: fact", "release-requested", "run-ended");
    assertThat(all).endsWith("event: end\ndata: {}\n\n");
    String rest =
        stream.with("Last-Event-ID", "2").get("/api/v1/releases/%s/timeline".formatted(run)).body();
    assertThat(rest).doesNotContain("id: 2\n").contains("id: 3\n");
  }

  @Test
  void takesTheSameKeyForTheSameRelease() {
    String one = start("lab", "journey-7");
    assertThat(start("lab", "journey-7")).isEqualTo(one);
    Caller.Reply other =
        CI.key("journey-7")
            .post(
                "/api/v1/releases",
                """
                {"environment":"lab","services":[{"service":"frontend","version":"v1"}]}""");
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.json().path("detail").asString()).contains("key 'journey-7' belongs to");
  }

  @Test
  void stopsAnEnvironmentAndLiftsTheStop() {
    Caller.Reply stopped =
        OPS.post("/api/v1/environments/lab/stop", "{\"reason\":\"fire\",\"toStable\":false}");
    assertThat(stopped.status()).as(stopped.body()).isEqualTo(200);
    assertThat(CI.get("/api/v1/environments/lab").json().path("stop").asString()).contains("fire");
    assertThat(OPS.get("/api/v1/environments/lab/debug/locks").body()).contains("fire");
    Caller.Reply lifted = OPS.post("/api/v1/environments/lab/lift", "{}");
    assertThat(lifted.status()).as(lifted.body()).isEqualTo(200);
    assertThat(CI.get("/api/v1/environments/lab").json().path("stopped").asBoolean()).isFalse();
  }
}
