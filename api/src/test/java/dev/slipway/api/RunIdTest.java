package dev.slipway.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.ledger.write.Facts;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.release.WantedService;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An id stands for one request for ever, also when Temporal has forgotten the run. */
class RunIdTest {
  private static final Bed BED = Bed.get();
  private static final Caller OPS = BED.as("id-ops", Role.OPERATOR);

  @BeforeAll
  static void registerDocuments() {
    BED.register(Documents.SHOP);
  }

  private static Caller.Reply start(String run, String version) {
    return OPS.post(
        "/api/v1/releases",
        """
        {"run":"%s","environment":"lab","services":[{"service":"backend","version":"%s"}]}"""
            .formatted(run, version));
  }

  private static Caller.Reply back(String of, String run) {
    return OPS.post(
        "/api/v1/releases/%s/rollback".formatted(of),
        "{\"reason\":\"x\",\"run\":\"%s\"}".formatted(run));
  }

  private static String ended(String run) {
    assertThat(start(run, "v1").status()).isEqualTo(202);
    ReleaseJourneyTest.await(run, v -> v.path("ended").asBoolean());
    return run;
  }

  /** A run of long ago: the ledger has it, Temporal does not. */
  private static void longAgo(String run) {
    var id = RunId.of(run);
    var request =
        new ReleaseRequest(
            id,
            EnvironmentName.of("lab"),
            List.of(new WantedService(ServiceName.of("backend"), "v1")),
            List.of(),
            ReleaseKind.ORDINARY,
            new Actor("id-ops", List.of(Role.VIEWER, Role.RELEASER, Role.OPERATOR)),
            "",
            false);
    var end = new RunEnd(RunState.SUCCEEDED, "done", List.of());
    Instant then = Instant.parse("2026-01-01T00:00:00Z");
    new Facts(BED.database(), 100)
        .append(
            id,
            EnvironmentName.of("lab"),
            List.of(
                new KeyedFact("1", then, new Fact.ReleaseRequested(request)),
                new KeyedFact("2", then, new Fact.RunEnded(end))));
  }

  private static void isNotInTemporal(String workflowId) {
    assertThatThrownBy(() -> BED.temporal().newUntypedWorkflowStub(workflowId).describe())
        .isInstanceOf(WorkflowNotFoundException.class);
  }

  private static void isTaken(Caller.Reply reply, String run) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(409);
    assertThat(reply.json().path("detail").asString())
        .isEqualTo(
            "run '%s' belongs to another request, and an id is never used again; leave the run out or choose another"
                .formatted(run));
  }

  @Test
  void isNotGivenToAnotherReleaseAfterTemporalForgotTheFirst() {
    longAgo("id-old");
    isTaken(start("id-old", "v2"), "id-old");
    isNotInTemporal("release/id-old");
    assertThat(ReleaseJourneyTest.timeline("id-old")).doesNotContain("v2");
  }

  @Test
  void findsTheOldRunWhenTheSameIsAskedForAgain() {
    longAgo("id-same");
    Caller.Reply again = start("id-same", "v1");
    assertThat(again.status()).as(again.body()).isEqualTo(202);
    assertThat(again.json().path("run").asString()).isEqualTo("id-same");
    isNotInTemporal("release/id-same");
  }

  @Test
  void isNotGivenToARollbackWhenAReleaseHasIt() {
    String run = ended("id-release");
    longAgo("id-older");
    for (String chosen : List.of(run, "id-older")) {
      isTaken(back(run, chosen), chosen);
      isNotInTemporal("rollback/" + chosen);
    }
    assertThat(back(run, "id-free").status()).isEqualTo(202);
  }

  @Test
  void isNotGivenToAReleaseWhenARollbackHasIt() {
    assertThat(back(ended("id-first"), "id-back").status()).isEqualTo(202);
    isTaken(start("id-back", "v1"), "id-back");
    isNotInTemporal("release/id-back");
  }

  @Test
  void goesToOneOfTwoThatAskAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      String of = ended("id-of-%d".formatted(round));
      String run = "id-race-%d".formatted(round);
      var calls = new ArrayList<Callable<Caller.Reply>>();
      calls.add(() -> start(run, "v1"));
      calls.add(() -> back(of, run));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        var statuses = new ArrayList<Integer>();
        for (var reply : threads.invokeAll(calls)) {
          statuses.add(reply.get().status());
        }
        assertThat(statuses).containsExactlyInAnyOrder(202, 409);
      }
    }
  }
}
