package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.CLEO;
import static dev.slipway.definitions.Plans.PROD;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Choice;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a person sees of the runs in Temporal's own Web UI, without opening a payload. */
@Timeout(90)
class WebUiTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aReleaseTellsItsVersionsWhatItWaitsForAndWhoApproved() {
    String release = WorkflowIds.release(RunId.of("w1"));
    bench.site().script(change -> change.equals(state("backend", 'b')), FOREVER);
    TestBench.Run run = bench.start(plan("w1").wave("backend").approval(1, Duration.ofHours(9)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());

    assertThat(bench.details(release))
        .contains("### awaiting approval", "waits for 1 of 1 approvals by approver", "→ 2.0.0");

    run.workflow().vote(run.vote(CLEO, Choice.APPROVE, "the users want it"));
    TestBench.eventually("at work", () -> bench.site().sets().size() == 1);
    assertThat(bench.details(release)).contains("approved by cleo: the users want it");

    run.workflow().abort(run.order(BOB, "enough"));
    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.details(release)).contains("### compensated");
  }

  @Test
  void theListSaysWhereARunStandsAndHowItEndedWithoutALivingWorker() {
    String release = WorkflowIds.release(RunId.of("w4"));
    bench
        .site()
        .script(
            change -> change.equals(state("backend", 'b')),
            new RolloutSighting.Misconfigured("backend-1", "CreateContainerConfigError", "gone"));
    TestBench.Run run = bench.start(plan("w4").wave("backend").approval(1, Duration.ofHours(9)));
    TestBench.eventually("gate", () -> stateOf(release).equals("AWAITING_APPROVAL"));
    assertThat(bench.searchable(release).get(SearchAttributes.SERVICE)).containsExactly("backend");
    run.workflow().hold(run.order(BOB, "lunch"));
    TestBench.eventually("held", () -> stateOf(release).equals("HELD"));
    run.workflow().resume(run.order(BOB, ""));
    run.workflow().vote(run.vote(CLEO, Choice.APPROVE, "ok"));

    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);

    assertThat(stateOf(release)).isEqualTo("COMPENSATED");
    ServiceName backend = ServiceName.of("backend");
    String rollout = WorkflowIds.rollout(RunId.of("w4"), backend, 1);
    assertThat(stateOf(rollout)).isEqualTo("FAILED");
    assertThat(bench.searchable(rollout).get(SearchAttributes.RELEASE)).isEqualTo("w4");
    assertThat(stateOf(WorkflowIds.undo(RunId.of("w4"), backend, 1))).isEqualTo("SUCCEEDED");
    assertThat(bench.summaries(rollout))
        .anyMatch(text -> text.contains("set Deployment/backend in shop"))
        .anyMatch(text -> text.contains("watch Deployment/backend in shop"));
  }

  private String stateOf(String workflowId) {
    return String.valueOf(bench.searchable(workflowId).get(SearchAttributes.STATE));
  }

  private static final RolloutSighting FOREVER = new RolloutSighting.Complete(0);

  @Test
  void aRolloutTellsWhatItWaitsForAndAnEnvironmentWhoHoldsAndWhoWaits() {
    bench.site().script(change -> change.equals(state("backend", 'b')), FOREVER);
    TestBench.Run run = bench.start(plan("w2").wave("backend"));
    String rollout = WorkflowIds.rollout(RunId.of("w2"), ServiceName.of("backend"), 1);
    TestBench.eventually(
        "it is watched", () -> bench.details(rollout).contains("waits until all pods"));
    assertThat(bench.details(rollout))
        .contains("### backend → 2.0.0", "Deployment/backend in shop", "at most 5m");
    run.workflow().hold(run.order(BOB, "lunch"));
    TestBench.eventually(
        "it is held", () -> bench.details(rollout).contains("held; waits for resume"));

    bench.start(plan("w3").wave("backend"));
    TestBench.eventually("it waits", () -> !bench.site().facts(Fact.LockWaiting.class).isEmpty());
    bench.environment().stop(new StopOrder("bob", "fire", false, Instant.EPOCH));

    assertThat(bench.details(WorkflowIds.environment(PROD)))
        .contains("**EMERGENCY STOP** by bob", "(token ")
        .contains("**holds** `w2` of ann: backend")
        .contains("**waits** `w3` of ann for backend: waits for w2 of ann, which holds backend");
  }
}
