package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.PROD;
import static dev.slipway.definitions.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.evidence.Fact;
import dev.slipway.lock.LockAnswer;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A message that comes together with the start is handled before the first line of the run. */
@Timeout(90)
class EarlyMessageTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void anAbortThatCameWithTheStartIsKept() {
    RunEnd end = bench.startWith(plan("m1").wave("backend"), ReleaseWorkflow::abort).end();

    assertThat(end.state()).isEqualTo(RunState.ABORTED);
    assertThat(end.summary()).contains("bob", "at once");
    nothingWasDoneAndTheRequestCameFirst();
  }

  @Test
  void aDetachThatCameWithTheStartIsKept() {
    RunEnd end = bench.startWith(plan("m2").wave("backend"), ReleaseWorkflow::detach).end();

    assertThat(end.state()).isEqualTo(RunState.DETACHED);
    nothingWasDoneAndTheRequestCameFirst();
  }

  @Test
  void aStopThatCameWithTheStartIsKept() {
    var stop = new LockAnswer.StopOrdered(new StopOrder("bob", "fire", true, Instant.EPOCH));

    RunEnd end = bench.startWith(plan("m3").wave("backend"), stop).end();

    assertThat(end.state()).isEqualTo(RunState.ABORTED);
    assertThat(end.summary()).contains("fire");
    nothingWasDoneAndTheRequestCameFirst();
  }

  @Test
  void aHoldThatCameWithTheStartHolds() {
    TestBench.Run run = bench.startWith(plan("m4").wave("backend"), ReleaseWorkflow::hold);
    TestBench.eventually("planned", () -> !bench.site().facts(Fact.PlanMade.class).isEmpty());
    nothingWasDoneAndTheRequestCameFirst();

    run.workflow().resume(run.order(BOB, "go on"));

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void aRollbackThatWasAbortedWithItsStartTouchesNothing() {
    Plans earlier = plan("m5").wave("backend");
    bench.start(earlier).end();
    int before = bench.site().effects().size();
    var request =
        new RollbackRequest(RunId.of("m5-back"), RunId.of("m5"), PROD, List.of(), BOB, "slow");

    RunEnd end =
        bench.rollbackAbortedAtOnce(
            new RollbackStart(request, earlier.build(), earlier.snapshots()));

    assertThat(end.state()).isEqualTo(RunState.ABORTED);
    assertThat(bench.site().effects()).hasSize(before);
  }

  private void nothingWasDoneAndTheRequestCameFirst() {
    assertThat(bench.site().effects()).isEmpty();
    assertThat(bench.site().facts().getFirst()).isInstanceOf(Fact.ReleaseRequested.class);
  }
}
