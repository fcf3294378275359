package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.ledger.write.Facts;
import dev.slipway.lock.LockPurpose;
import dev.slipway.lock.LockRequest;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.notice.Occasion;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.WantedService;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs that Temporal ended without a word from them. */
class LostRunsTest {
  private static final String LISTENING =
      """
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata:
        name: listening
      spec:
        site: east
        receivers:
          - type: mail
            name: shop-team
            to: [shop@example.org]
            occasions: [ended]
          - type: mail
            name: waits-for-gates
            to: [gates@example.org]
            occasions: [approval-wanted]
      """;

  private static final Bed BED = Bed.get();
  private static final Caller OPS = BED.as("lost-ops", Role.OPERATOR);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
    assertThat(BED.as("root", Role.ADMIN).yaml("/api/v1/documents", LISTENING).status())
        .isEqualTo(200);
  }

  private static String open(String key) {
    return open(key, "lab");
  }

  private static String open(String key, String environment) {
    Caller.Reply started =
        OPS.key(key)
            .post(
                "/api/v1/releases",
                """
                {"environment":"%s","reason":"stays open","services":[
                  {"service":"backend","version":"v6"}]}"""
                    .formatted(environment));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String run = started.json().path("run").asString();
    ReleaseJourneyTest.await(run, v -> v.path("undos").size() == 1);
    return run;
  }

  private static void terminate(String run) {
    BED.temporal().newUntypedWorkflowStub("release/" + run).terminate("cluster is gone");
  }

  private static void lock(String run) {
    var wanted =
        new LockRequest(
            RunId.of(run),
            "release/" + run,
            LockPurpose.RELEASE,
            List.of(ServiceName.of("backend")),
            "ops",
            true);
    BED.temporal().newUntypedWorkflowStub("environment/lab").signal("acquire", wanted);
    assertThat(OPS.get("/api/v1/environments/lab/debug/locks").body()).contains(run);
  }

  @Test
  void endsATerminatedRunAndGivesBackItsLock() {
    String run = open("lost-1");
    lock(run);
    terminate(run);
    JsonNode view = ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
    assertThat(view.path("state").asString()).isEqualTo("NEEDS_ATTENTION");
    assertThat(view.at("/end/summary").asString())
        .startsWith("terminated in Temporal by ")
        .endsWith(": cluster is gone");
    assertThat(view.path("leftToDo").toString())
        .contains("[backend] may be changed", "slipway release rollback " + run);
    assertThat(OPS.get("/api/v1/environments/lab/debug/locks").json().path("holders").toString())
        .doesNotContain(run);
    assertThat(OPS.get("/api/v1/releases?open=true").body()).doesNotContain(run);
  }

  @Test
  void tellsPeopleOnceHowATerminatedRunEnded() {
    String run = open("lost-4", "listening");
    terminate(run);
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());

    String timeline = "/api/v1/releases/%s/timeline".formatted(run);
    await(
        () -> OPS.with("Accept", "application/json").get(timeline).body().contains("notice-sent"));
    assertThat(BED.people().toldOf(run))
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.occasion()).isEqualTo(Occasion.ENDED);
              assertThat(notice.title()).contains(run, "NEEDS_ATTENTION");
              assertThat(notice.text())
                  .contains("terminated in Temporal", "slipway release rollback " + run);
            });
  }

  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plusSeconds(60);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("still waiting").isBefore(end);
      LockSupport.parkNanos(50_000_000);
    }
  }

  @Test
  void rollsATerminatedRunBackWithoutWaitingForTheNextRound() {
    String run = open("lost-2");
    terminate(run);
    Caller.Reply back =
        OPS.post("/api/v1/releases/%s/rollback".formatted(run), "{\"reason\":\"it was killed\"}");
    assertThat(back.status()).as(back.body()).isEqualTo(202);
  }

  @Test
  void tellsWhoeverSpeaksToATerminatedRunHowItEnded() {
    String run = open("lost-3");
    terminate(run);
    Caller.Reply reply = OPS.post("/api/v1/releases/%s/hold".formatted(run), "{}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.json().path("detail").asString())
        .startsWith("the run has ended: NEEDS_ATTENTION, terminated in Temporal");
  }

  @Test
  void endsWhatTemporalForgotOnlyByTheWordOfAnOperator() {
    RunId run = RunId.of("lab-forgotten-1");
    var request =
        new ReleaseRequest(
            run,
            EnvironmentName.of("lab"),
            List.of(new WantedService(ServiceName.of("backend"), "v1")),
            List.of(),
            ReleaseKind.ORDINARY,
            new Actor("ops", List.of(Role.OPERATOR)),
            "",
            false);
    new Facts(BED.database(), 100)
        .append(
            run,
            EnvironmentName.of("lab"),
            List.of(
                new KeyedFact(
                    "1",
                    Instant.parse("2026-01-01T00:00:00Z"),
                    new Fact.ReleaseRequested(request))));
    Caller.Reply held = OPS.post("/api/v1/releases/%s/hold".formatted(run), "{}");
    assertThat(held.json().path("detail").asString())
        .isEqualTo(
            "Temporal knows this run no more; 'slipway release abort lab-forgotten-1' ends it in the"
                + " ledger");
    assertThat(OPS.get("/api/v1/releases/" + run).json().path("ended").asBoolean()).isFalse();
    Caller.Reply aborted = OPS.post("/api/v1/releases/%s/abort".formatted(run), "{}");
    assertThat(aborted.json().path("detail").asString())
        .isEqualTo(
            "the run has ended: NEEDS_ATTENTION, Temporal knows it no more; nothing was changed");
    assertThat(OPS.get("/api/v1/releases/" + run).json().path("ended").asBoolean()).isTrue();
  }
}
