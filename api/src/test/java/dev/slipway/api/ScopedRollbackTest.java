package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.ledger.token.TokenScope;
import dev.slipway.ledger.write.Facts;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A rollback of everything concerns every service of the release, also before it has begun. */
class ScopedRollbackTest {
  private static final Bed BED = Bed.get();
  private static final Caller OPS = BED.as("scoped-back-ops", Role.OPERATOR);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static Caller of(String service) {
    var scope = new TokenScope(List.of(), List.of(ServiceName.of(service)));
    return new Caller(BED.address(), BED.token("only-" + service, scope, null, Role.OPERATOR));
  }

  private static String released(String key) {
    Caller.Reply started =
        OPS.key(key)
            .post(
                "/api/v1/releases",
                """
                {"environment":"lab","reason":"x","services":[
                  {"service":"backend","version":"v7"},{"service":"frontend","version":"v7"}]}""");
    assertThat(started.status()).as(started.body()).isEqualTo(202);
    String run = started.json().path("run").asString();
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
    return run;
  }

  private static void isClosedTo(Caller caller, String run) {
    assertThat(caller.get("/api/v1/releases/" + run).status()).isEqualTo(403);
    assertThat(caller.get("/api/v1/releases/%s/timeline".formatted(run)).status()).isEqualTo(403);
    assertThat(caller.post("/api/v1/releases/%s/abort".formatted(run), "{}").status())
        .isEqualTo(403);
    assertThat(caller.get("/api/v1/releases?limit=200").body()).doesNotContain(run);
  }

  @Test
  void isClosedToATokenForOneServiceWhileItWaitsForTheLock() {
    Caller.Reply back =
        OPS.post(
            "/api/v1/releases/%s/rollback".formatted(released("scoped-back-1")),
            "{\"reason\":\"waits for the lock\"}");
    assertThat(back.status()).as(back.body()).isEqualTo(202);
    String run = back.json().path("run").asString();
    ReleaseJourneyTest.await(run, v -> v.at("/asked/kind").asString().equals("rollback"));

    isClosedTo(of("frontend"), run);
    Caller.Reply seen = OPS.get("/api/v1/releases/" + run);
    assertThat(seen.json().at("/asked/services").toString())
        .isEqualTo("[\"backend\",\"frontend\"]");

    assertThat(OPS.post("/api/v1/releases/%s/abort".formatted(run), "{}").status()).isEqualTo(200);
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
  }

  /** As older builds wrote it: without names, and with the service that it has come to so far. */
  private static void nameless(String run, String of) {
    var request =
        new RollbackRequest(
            RunId.of(run),
            RunId.of(of),
            EnvironmentName.of("lab"),
            List.of(),
            new Actor("scoped-back-ops", List.of(Role.OPERATOR)),
            "x");
    tell(run, "1", new Fact.RollbackRequested(request));
    tell(run, "2", new Fact.RolloutStarted(ServiceName.of("backend"), true));
  }

  private static void tell(String run, String key, Fact fact) {
    new Facts(BED.database(), 100)
        .append(
            RunId.of(run),
            EnvironmentName.of("lab"),
            List.of(new KeyedFact(key, Instant.now(), fact)));
  }

  @Test
  void ofAnOlderBuildConcernsAllOfThePlanThatItTakesBack() {
    String run = "nameless-back";
    nameless(run, released("scoped-back-2"));
    try {
      isClosedTo(of("backend"), run);
      assertThat(OPS.get("/api/v1/releases?limit=200").body()).contains(run);
    } finally {
      tell(run, "3", new Fact.RunEnded(new RunEnd(RunState.SUCCEEDED, "back", List.of())));
    }
  }

  @Test
  void ofWhichNobodyKnowsTheServicesConcernsAll() {
    String run = "unknown-back";
    nameless(run, "a-run-without-a-plan");
    try {
      isClosedTo(of("backend"), run);
      assertThat(OPS.get("/api/v1/releases/" + run).status()).isEqualTo(200);
    } finally {
      tell(run, "3", new Fact.RunEnded(new RunEnd(RunState.SUCCEEDED, "back", List.of())));
    }
  }
}
