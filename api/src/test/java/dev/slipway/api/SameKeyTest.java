package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.name.Role;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same key is the same release, whatever lies between two attempts. */
class SameKeyTest {
  private static final Bed BED = Bed.get();
  private static final String BODY =
      """
      {"environment":"lab","services":[{"service":"backend","version":"v9"}]}""";

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  @Test
  void alsoAfterAFailureAtAnotherProcessAndMidnight() {
    Caller ci = BED.as("midnight-ci", Role.RELEASER).key("over-midnight");
    try (var late =
        BED.startApi(
            "--test.now=2031-05-04T23:59:59Z",
            "--slipway.temporal.address=127.0.0.1:" + Bed.freePort())) {
      Caller.Reply failed = ci.at(Bed.address(late)).post("/api/v1/releases", BODY);
      assertThat(failed.status()).as(failed.body()).isEqualTo(503);
      assertThat(failed.header("Retry-After")).isNotEmpty();
    }
    try (var next = BED.startApi("--test.now=2031-05-05T00:00:01Z")) {
      Caller.Reply started = ci.at(Bed.address(next)).post("/api/v1/releases", BODY);
      assertThat(started.status()).as(started.body()).isEqualTo(202);
      assertThat(started.json().path("run").asString()).startsWith("lab-20310504-");
      Caller.Reply other =
          ci.at(Bed.address(next)).post("/api/v1/releases", BODY.replace("v9", "v10"));
      assertThat(other.status()).as(other.body()).isEqualTo(422);
    }
  }

  @Test
  void isFreeAgainAfterARefusal() {
    Caller ci = BED.as("typing-ci", Role.RELEASER).key("typo");
    assertThat(ci.post("/api/v1/releases", BODY.replace("backend", "bakend")).status())
        .isEqualTo(422);
    assertThat(ci.post("/api/v1/releases", BODY).status()).isEqualTo(202);
  }

  private static String open(String environment) {
    Caller.Reply started =
        BED.as("passing-ci", Role.RELEASER)
            .post(
                "/api/v1/releases",
                """
                {"environment":"%s","reason":"stays open","services":[
                  {"service":"backend","version":"v9"}]}"""
                    .formatted(environment));
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String run = started.json().path("run").asString();
    ReleaseJourneyTest.await(run, v -> v.path("undos").size() == 1);
    return run;
  }

  @Test
  void isFreeAgainAfterAConflictBecauseTheStatePasses() {
    Caller ops = BED.as("passing-ops", Role.OPERATOR);
    String run = open("lab");
    String path = "/api/v1/releases/%s/rollback".formatted(run);
    Caller.Reply early = ops.key("passing").post(path, "{\"reason\":\"too slow\"}");
    assertThat(early.status()).as(early.body()).isEqualTo(409);
    assertThat(early.json().path("detail").asString()).contains("is still open");

    ops.post("/api/v1/releases/%s/abort".formatted(run), "{}");
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
    Caller.Reply late = ops.key("passing").post(path, "{\"reason\":\"too slow\"}");
    assertThat(late.header("Idempotency-Replayed")).isEmpty();
    assertThat(late.status()).as(late.body()).isEqualTo(202);
  }

  @Test
  void keepsTheNoOfARunWhichTheLedgerHas() {
    Caller ops = BED.as("deciding-ops", Role.OPERATOR);
    String run = open("lab");
    String path = "/api/v1/releases/%s/resume".formatted(run);
    Caller.Reply no = ops.key("deciding").post(path, "{}");
    assertThat(no.status()).as(no.body()).isEqualTo(409);
    assertThat(no.json().path("type").asString()).isEqualTo("urn:slipway:problem:refused");

    ops.post("/api/v1/releases/%s/hold".formatted(run), "{\"reason\":\"now it could\"}");
    Caller.Reply again = ops.key("deciding").post(path, "{}");
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(again.body()).isEqualTo(no.body());

    ops.post("/api/v1/releases/%s/abort".formatted(run), "{}");
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
  }

  @Test
  void isForgottenAfterThirtyDaysAndNotBefore() {
    Caller ci = BED.as("old-ci", Role.RELEASER);
    for (String key : List.of("young", "old")) {
      ci.key(key).post("/api/v1/plans", BODY);
    }
    age("young", 29);
    age("old", 31);
    ReleaseJourneyTest.await(
        ReleaseJourneyTest.start("lab", "meanwhile"), view -> keys("old") == 0);
    assertThat(keys("young")).isEqualTo(1);
  }

  private static void age(String key, int days) {
    BED.database()
        .call(
            client ->
                client
                    .sql(
                        "update idempotency_key set started_at = now() - make_interval(days => ?)"
                            + " where caller = 'old-ci' and key = ?")
                    .params(days, key)
                    .update());
  }

  private static int keys(String key) {
    return BED.database()
        .call(
            client ->
                client
                    .sql("select count(*) from idempotency_key where caller = 'old-ci' and key = ?")
                    .param(key)
                    .query(Integer.class)
                    .single());
  }
}
