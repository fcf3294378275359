package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.digest;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.ImageRef;
import dev.slipway.evidence.Fact;
import dev.slipway.name.ServiceName;
import dev.slipway.release.FailureAction;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A digest is known-bad when something was taken back for it, and never good besides. */
@Timeout(60)
class MarkedBadTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  private void crashes(String service) {
    bench
        .site()
        .script(
            change -> change.equals(state(service, 'b')),
            new RolloutSighting.Crashing(
                service + "-1",
                "main",
                ImageRef.pinned("shop/" + service, digest('b')),
                "CrashLoopBackOff",
                3,
                "boom"));
  }

  private TestBench.Run heldForACrash(String id) {
    crashes("backend");
    TestBench.Run run =
        bench.start(plan(id).onFailure(FailureAction.HOLD).wave("backend").wave("frontend"));
    TestBench.eventually("held", () -> !bench.site().facts(Fact.Held.class).isEmpty());
    return run;
  }

  @Test
  void whatAPersonLetsGoOnIsNotKnownBad() {
    TestBench.Run run = heldForACrash("k1");
    bench.site().clearScripts();

    run.workflow().resume(run.order(BOB, "the node was broken"));

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.KnownBadMarked.class)).isEmpty();
    assertThat(bench.site().facts(Fact.ServiceGood.class)).hasSize(2);
  }

  @Test
  void whatAPersonTakesBackIsKnownBad() {
    TestBench.Run run = heldForACrash("k2");

    run.workflow().abort(run.order(BOB, "it is broken"));

    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().facts(Fact.KnownBadMarked.class))
        .singleElement()
        .satisfies(marked -> assertThat(marked.bad().digest()).isEqualTo(digest('b')));
  }

  @Test
  void aServiceOfAGuiltyDigestGoesBackWithTheOneThatFailed() {
    crashes("worker");
    TestBench.Run run =
        bench.start(
            plan("k3")
                .onFailure(FailureAction.UNDO_FAILED)
                .wave("backend")
                .to("2.0.1", 'c')
                .wave("frontend")
                .to("2.0.0", 'b')
                .wave("worker"));

    assertThat(run.end().state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().live(workload("worker"))).isEqualTo(state("worker", 'a'));
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    assertThat(bench.site().live(workload("frontend"))).isEqualTo(state("frontend", 'c'));
    assertThat(bench.site().facts(Fact.ServiceGood.class))
        .singleElement()
        .satisfies(told -> assertThat(told.good().service()).isEqualTo(ServiceName.of("frontend")));
  }
}
