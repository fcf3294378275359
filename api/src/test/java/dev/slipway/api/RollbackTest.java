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
    assertThat(BED.as("root", Role.ADMIN).yaml("/api/v1/documents", Documents.SHOP).status())
        .isEqualTo(200);
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
}
