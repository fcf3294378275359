package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.FreezeWindow;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A lock space lives for ever, by histories that end: nothing is lost between two of them. */
@Timeout(120)
class HandOverTest {
  private final TestBench bench = TestBench.withEnvironments(ShortEnvironment.class);

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void holderQueueStopAndFreezesOutliveAHistory() {
    bench
        .site()
        .script(
            change -> change.equals(state("backend", 'b')),
            new RolloutSighting.PlatformIll("scheduler", "no nodes"));
    TestBench.Run holder = bench.start(plan("o1").wave("backend"));
    TestBench.eventually("it holds", () -> bench.site().sets().size() == 1);
    TestBench.Run waiter = bench.start(plan("o2").wave("backend"));
    TestBench.eventually("it waits", () -> !bench.site().facts(Fact.LockWaiting.class).isEmpty());
    bench.environment().stop(new StopOrder("bob", "fire", false, Instant.EPOCH));

    int told = tellUntilItIsAnotherHistory();

    var space = bench.environment().space();
    assertThat(space.freezes()).containsExactly(freeze(told));
    assertThat(space.holders())
        .extracting(Holder::request)
        .extracting(LockRequest::run)
        .containsExactly(RunId.of("o1"));
    assertThat(space.queue()).extracting(LockRequest::run).containsExactly(RunId.of("o2"));
    assertThat(space.stop()).isNotNull();

    bench.environment().lift(new LiftOrder("bob"));
    bench.site().clearScripts();
    assertThat(holder.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(waiter.end().state()).isEqualTo(RunState.SUCCEEDED);
    List<Fact.LockGranted> granted = bench.site().facts(Fact.LockGranted.class);
    assertThat(granted).hasSize(2);
    assertThat(granted.getLast().token()).isGreaterThan(granted.getFirst().token());
  }

  private int tellUntilItIsAnotherHistory() {
    String id = WorkflowIds.environment(Plans.PROD);
    String first = bench.execution(id);
    int told = 0;
    while (bench.execution(id).equals(first)) {
      told++;
      assertThat(told).as("it goes on in one history").isLessThan(ShortEnvironment.LONGEST);
      List<FreezeWindow> newest = List.of(freeze(told));
      bench.environment().configure(new EnvironmentRules(newest));
      TestBench.eventually(
          "it was heard", () -> bench.environment().space().freezes().equals(newest));
    }
    return told;
  }

  private static FreezeWindow freeze(int number) {
    Instant from = Instant.parse("2190-01-01T00:00:00Z");
    return new FreezeWindow(
        "freeze-" + number, from, from.plusSeconds(60), List.of(), null, null, ZoneOffset.UTC);
  }
}
