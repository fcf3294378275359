package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What may be rolled back is what a run changed and did not take back, however it ended. */
class RollbackTest {
  private static final Bed BED = Bed.get();
  private static final Caller OPS = BED.as("rolling-ops", Role.OPERATOR);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  /** Both services; the script takes the last one back. */
  private static String halfUndone(String key) {
    Caller.Reply started =
        OPS.key(key)
            .post(
                "/api/v1/releases",
                """
                {"environment":"lab","reason":"the last fails","services":[
                  {"service":"backend","version":"v5"},{"service":"frontend","version":"v5"}]}""");
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String run = started.json().path("run").asString();
    JsonNode view = ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
    assertThat(view.path("state").asString()).isEqualTo("COMPENSATED");
    return run;
  }

  @Test
  void takesBackWhatStayedWhenOnlyTheFailedWereUndone() {
    String run = halfUndone("half-1");
    Caller.Reply back =
        OPS.post("/api/v1/releases/%s/rollback".formatted(run), "{\"reason\":\"all back\"}");
    assertThat(back.status()).as(back.body()).isEqualTo(202);
    JsonNode view =
        ReleaseJourneyTest.await(
            back.json().path("run").asString(), v -> v.path("ended").asBoolean());
    assertThat(view.at("/asked/services").toString()).isEqualTo("[\"backend\"]");
    assertThat(view.at("/end/summary").asString()).isEqualTo("1 workloads are back");
  }

  @Test
  void saysWhatIsBackAlready() {
    String run = halfUndone("half-2");
    Caller.Reply back =
        OPS.post(
            "/api/v1/releases/%s/rollback".formatted(run),
            "{\"reason\":\"x\",\"services\":[\"backend\",\"frontend\",\"other\"]}");
    assertThat(back.status()).isEqualTo(422);
    assertThat(back.errors())
        .containsExactly(
            "services[1]: 'frontend' is as it was before the release; left to roll back: [backend]",
            "services[2]: 'other' is not part of the release; it has: [backend, frontend]");
  }

  @Test
  void refusesWhenNothingIsLeft() {
    String run = ReleaseJourneyTest.start("shop", "half-3");
    OPS.post("/api/v1/releases/%s/abort".formatted(run), "{}");
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
    Caller.Reply back =
        OPS.post("/api/v1/releases/%s/rollback".formatted(run), "{\"reason\":\"x\"}");
    assertThat(back.status()).isEqualTo(409);
    assertThat(back.json().path("detail").asString())
        .isEqualTo(
            "run '%s' ended as ABORTED and left nothing in place to roll back".formatted(run));
  }

  private static String released(String key, String... services) {
    String wanted =
        java.util.Arrays.stream(services)
            .map("{\"service\":\"%s\",\"version\":\"v7\"}"::formatted)
            .collect(java.util.stream.Collectors.joining(","));
    Caller.Reply started =
        OPS.key(key)
            .post(
                "/api/v1/releases",
                "{\"environment\":\"lab\",\"reason\":\"x\",\"services\":[%s]}".formatted(wanted));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String run = started.json().path("run").asString();
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
    return run;
  }

  private static Caller.Reply back(String run, String more) {
    Caller.Reply back =
        OPS.post(
            "/api/v1/releases/%s/rollback".formatted(run), "{\"reason\":\"x\"%s}".formatted(more));
    if (back.status() == 202) {
      ReleaseJourneyTest.await(
          back.json().path("run").asString(), v -> v.path("ended").asBoolean());
    }
    return back;
  }

  @Test
  void refusesWhatALaterRunChangedAndNamesItAndTheWayOut() {
    String first = released("over-1", "backend", "frontend");
    String second = released("over-2", "backend");

    Caller.Reply refused = back(first, "");
    assertThat(refused.status()).as(refused.body()).isEqualTo(409);
    assertThat(refused.json().path("detail").asString())
        .isEqualTo(
            ("[backend] was changed after '%s' by [%s]: roll back '%s' first, or release the version"
                    + " you want; nobody changed [frontend] since, name these services")
                .formatted(first, second, second));
    assertThat(back(first, ",\"services\":[\"backend\"]").status()).isEqualTo(409);
    assertThat(back(first, ",\"services\":[\"frontend\"]").status()).isEqualTo(202);
  }

  @Test
  void rollsBackOneAfterTheOtherTheLastFirst() {
    String first = released("chain-1", "backend");
    String second = released("chain-2", "backend");

    assertThat(back(first, "").status()).isEqualTo(409);
    assertThat(back(second, "").status()).isEqualTo(202);
    assertThat(back(first, "").status()).isEqualTo(202);
    Caller.Reply past = back(second, "");
    assertThat(past.status()).as(past.body()).isEqualTo(409);
    assertThat(past.json().path("detail").asString())
        .startsWith("[backend] was changed after")
        .endsWith("]: release the version you want");
  }

  private static String atWork(String key, String service) {
    Caller.Reply started =
        OPS.key(key)
            .post(
                "/api/v1/releases",
                """
                {"environment":"lab","reason":"stays open","services":[
                  {"service":"%s","version":"v8"}]}"""
                    .formatted(service));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String run = started.json().path("run").asString();
    ReleaseJourneyTest.await(run, v -> v.at("/standing/token").asLong() > 0);
    return run;
  }

  private static String named(String run) {
    JsonNode view = OPS.get("/api/v1/releases/" + run).json();
    return "[{\"run\":\"%s\",\"state\":\"%s\",\"requestedBy\":\"rolling-ops\"}]"
        .formatted(run, view.path("state").asString());
  }

  @Test
  void namesTheRunningReleaseThatItStopsBeforeAndWhenItStarts() {
    String done = released("stops-1", "backend", "frontend");
    String victim = atWork("stops-2", "backend");
    try {
      Caller.Reply looked = OPS.get("/api/v1/releases/%s/rollback".formatted(done));
      assertThat(looked.status()).as(looked.body()).isEqualTo(200);
      assertThat(looked.json().path("services").toString()).isEqualTo("[\"backend\",\"frontend\"]");
      assertThat(looked.json().path("stops").toString()).isEqualTo(named(victim));
      assertThat(
              OPS.get("/api/v1/releases/%s/rollback?service=frontend".formatted(done))
                  .json()
                  .path("stops")
                  .toString())
          .isEqualTo("[]");
      assertThat(back(done, ",\"services\":[\"frontend\"]").json().path("stops").toString())
          .isEqualTo("[]");
      assertThat(back(done, ",\"services\":[\"backend\"]").json().path("stops").toString())
          .isEqualTo(named(victim));
    } finally {
      OPS.post("/api/v1/releases/%s/abort".formatted(victim), "{}");
      ReleaseJourneyTest.await(victim, v -> v.path("ended").asBoolean());
    }
    assertThat(OPS.get("/api/v1/releases/%s/rollback".formatted(done)).status()).isEqualTo(409);
  }
}
