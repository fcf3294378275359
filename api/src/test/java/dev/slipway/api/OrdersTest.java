package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.documents.JsonSchemas;
import dev.slipway.gate.Answer;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What an operator orders is done, and the ledger tells by whom. */
class OrdersTest {
  private static final Bed BED = Bed.get();
  private static final Caller OPS = BED.as("order-ops", Role.OPERATOR);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static String open(String run) {
    Caller.Reply started =
        OPS.post(
            "/api/v1/releases",
            """
            {"run":"%s","environment":"lab","reason":"stays open","services":[
              {"service":"backend","version":"v8"}]}"""
                .formatted(run));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    ReleaseJourneyTest.await(run, v -> v.path("undos").size() == 1);
    return run;
  }

  private static JsonNode ended(String run) {
    return ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
  }

  private static void order(String path, String body) {
    Caller.Reply reply = OPS.post("/api/v1/" + path, body);
    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.json().path("detail").asString()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"abort, ABORTED", "detach, DETACHED"})
  void endARunByTheWordOfAnOperator(String word, String state) {
    String run = open("ordered-" + word);
    order("releases/%s/%s".formatted(run, word), "{\"reason\":\"because\"}");
    assertThat(ended(run).path("state").asString()).isEqualTo(state);
  }

  @Test
  void holdARunAndLetItGoOn() {
    String run = open("ordered-hold");
    order("releases/%s/hold".formatted(run), "{\"reason\":\"lunch\"}");
    JsonNode held = ReleaseJourneyTest.await(run, v -> v.path("waitingFor").isString());
    assertThat(held.path("waitingFor").asString()).contains("held by order-ops: lunch");
    order("releases/%s/resume".formatted(run), "{}");
    ReleaseJourneyTest.await(run, v -> !v.path("waitingFor").isString());
    assertThat(ReleaseJourneyTest.timeline(run))
        .contains("held by order-ops: lunch", "resumed by order-ops");
    order("releases/%s/abort".formatted(run), "{}");
    ended(run);
  }

  @Test
  void takeALockAway() {
    String run = open("ordered-break");
    var wanted =
        new LockRequest(
            RunId.of(run),
            "release/" + run,
            LockPurpose.RELEASE,
            List.of(ServiceName.of("backend")),
            "order-ops",
            true);
    BED.temporal().newUntypedWorkflowStub("environment/lab").signal("acquire", wanted);
    assertThat(holders()).contains(run);
    order("environments/lab/locks/%s/break".formatted(run), "{\"reason\":\"it is stuck\"}");
    assertThat(holders()).doesNotContain(run);
    order("releases/%s/abort".formatted(run), "{}");
    ended(run);
  }

  private static String holders() {
    Caller.Reply locks = OPS.get("/api/v1/environments/lab/debug/locks");
    assertThat(locks.status()).as(locks.body()).isEqualTo(200);
    return locks.json().path("holders").toString();
  }

  @Test
  void stopAnEnvironmentAndTakeBackWhatRunsThere() {
    String run = open("ordered-stop");
    order("environments/lab/stop", "{\"reason\":\"fire\",\"toStable\":true}");
    try {
      assertThat(ended(run).path("state").asString()).isEqualTo("ABORTED");
      assertThat(OPS.get("/api/v1/environments/lab").json().path("stop").asString())
          .isEqualTo("emergency stop of lab by order-ops (back to stable): fire");
    } finally {
      order("environments/lab/lift", "{\"reason\":\"it is out\"}");
    }
    assertThat(OPS.get("/api/v1/environments/lab").json().path("stopped").asBoolean()).isFalse();
  }

  /** The process that lifted it died before it had told the ledger. */
  @Test
  void liftAStopThatTheLedgerStillTellsOf() {
    order("environments/lab/stop", "{\"reason\":\"fire\"}");
    Answer lifted =
        BED.temporal()
            .newUntypedWorkflowStub("environment/lab")
            .update("lift", Answer.class, new LiftOrder("order-ops"));
    assertThat(lifted).isInstanceOf(Answer.Accepted.class);
    assertThat(isStopped()).isTrue();

    order("environments/lab/lift", "{\"reason\":\"it is out\"}");
    assertThat(isStopped()).isFalse();
    Caller.Reply again = OPS.post("/api/v1/environments/lab/lift", "{}");
    assertThat(again.status()).as(again.body()).isEqualTo(409);
    assertThat(again.json().path("detail").asString()).isEqualTo("no stop is in force in lab");
  }

  private static boolean isStopped() {
    return OPS.get("/api/v1/environments/lab").json().path("stopped").asBoolean();
  }

  @Test
  void liftAKnownBadDigest() {
    String run = open("ordered-lift");
    String digest = "sha256:" + "0bad".repeat(16);
    BED.asOwner(
        "insert into known_bad (digest, why, run, since) values ('%s', 'crashed', '%s', now())"
            .formatted(digest, run));
    String path = "/api/v1/known-bad/" + digest + "?reason=proved%20good";
    assertThat(OPS.get("/api/v1/known-bad").body()).contains(digest);
    assertThat(OPS.delete(path).status()).isEqualTo(204);
    assertThat(OPS.get("/api/v1/known-bad").body()).doesNotContain(digest);
    assertThat(OPS.delete(path).status()).isEqualTo(404);
    order("releases/%s/abort".formatted(run), "{}");
    ended(run);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Service", "Environment"})
  void readTheSchemasThatEditorsUse(String kind) {
    assertThat(OPS.get("/api/v1/schemas/" + kind).body())
        .isEqualTo(JsonSchemas.text(JsonSchemas.of(kind)));
    assertThat(OPS.get("/api/v1/schemas").body()).isEqualTo(JsonSchemas.text(JsonSchemas.any()));
  }
}
