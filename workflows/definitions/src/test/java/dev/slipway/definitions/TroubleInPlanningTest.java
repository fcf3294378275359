package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.evidence.Fact;
import dev.slipway.name.RunId;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.PlannedCheck;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.preflight.Severity;
import dev.slipway.release.Planned;
import dev.slipway.release.Problem;
import dev.slipway.release.Retry;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** A release that cannot be planned: for good, or as long as a system is ill. */
@Timeout(60)
class TroubleInPlanningTest {
  private static final Planned AWAY =
      new Planned.Refused(
          List.of(new Problem("image shop/backend", "429 too many requests")), true);
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void aRefusedPlanIsToldToTheReceiversOfTheEnvironment() {
    Plans plan = plan("t1").wave("backend");
    var no = new Planned.Refused(List.of(new Problem("spec.image", "not there")));

    RunEnd end = bench.plansOnly(plan, no).start(plan).end();

    assertThat(end.state()).isEqualTo(RunState.REFUSED);
    assertThat(told()).singleElement().asString().contains("t1 REFUSED").contains("not there");
  }

  @Test
  void aRefusedPlanSaysWhatWasAskedAgain() {
    Plans plan = plan("t8").wave("backend");
    var no =
        new Planned.Refused(
            List.of(new Problem("spec.image", "not there")),
            false,
            List.of(new Retry("resolve shop/backend v2.0.0: refused", 2)));

    assertThat(bench.plansOnly(plan, no).start(plan).end().state()).isEqualTo(RunState.REFUSED);

    assertThat(bench.site().sentences())
        .containsSubsequence(
            "resolve shop/backend v2.0.0: refused at the 3rd attempt",
            "plan refused: spec.image: not there");
  }

  @Test
  void anAbortDuringPlanningIsToldToo() {
    RunEnd end = bench.startWith(plan("t2").wave("backend"), ReleaseWorkflow::abort).end();

    assertThat(end.state()).isEqualTo(RunState.ABORTED);
    assertThat(told()).singleElement().asString().contains("t2 ABORTED");
  }

  @Test
  void whatMayPassHoldsTheReleaseAndIsPlannedAgain() {
    Plans plan = plan("t3").wave("backend");

    RunEnd end = bench.plansFirst(plan, AWAY, AWAY).start(plan).end();

    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.Held.class))
        .singleElement()
        .satisfies(held -> assertThat(held.why()).contains("429 too many requests"));
    assertThat(bench.site().facts(Fact.Resumed.class)).hasSize(1);
    assertThat(bench.site().facts(Fact.PlanRefused.class)).isEmpty();
    assertThat(bench.site().states(RunId.of("t3")))
        .containsSubsequence(
            RunState.PLANNING, RunState.HELD, RunState.ROLLING_OUT, RunState.SUCCEEDED);
  }

  @Test
  void whatDoesNotPassWithinTheLongestHoldEndsAsATimeOut() {
    Plans plan = plan("t4").maxHold(Duration.ofHours(1)).wave("backend");

    RunEnd end = bench.plansOnly(plan, AWAY).start(plan).end();

    assertThat(end.state()).isEqualTo(RunState.ABORTED);
    assertThat(end.summary()).contains("1h", "429 too many requests");
  }

  @Test
  void aBlockingCheckThatCannotBeSeenIsMadeAgain() {
    Plans plan = plan("t5").wave("backend");

    RunEnd end = bench.plansFirst(plan, checked(plan, unseen())).start(plan).end();

    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.Held.class).getFirst().why())
        .contains("the API server is away");
  }

  @Test
  void aBlockingCheckThatFailedEndsItWhateverElseCannotBeSeen() {
    Plans plan = plan("t6").wave("backend");
    var failed = new CheckResult(block(), new Finding.Failed("no such namespace", "create it"));

    RunEnd end = bench.plansOnly(plan, checked(plan, failed, unseen())).start(plan).end();

    assertThat(end.state()).isEqualTo(RunState.REFUSED);
    assertThat(end.summary()).contains("no such namespace", "the API server is away");
    assertThat(bench.site().facts(Fact.Held.class)).isEmpty();
  }

  @Test
  void aPersonEndsAReleaseThatWaitsForASystem() {
    Plans plan = plan("t7").wave("backend");
    TestBench.Run run = bench.plansOnly(plan, AWAY).start(plan);
    TestBench.eventually("held", () -> !bench.site().facts(Fact.Held.class).isEmpty());

    run.workflow().abort(run.order(BOB, "not today"));

    assertThat(run.end().state()).isEqualTo(RunState.ABORTED);
  }

  private static Planned checked(Plans plan, CheckResult... results) {
    return new Planned.Ready(plan.build(), plan.snapshots(), new PreflightReport(List.of(results)));
  }

  private static CheckResult unseen() {
    return new CheckResult(block(), new Finding.Unseen("the API server is away"));
  }

  private static PlannedCheck block() {
    return new PlannedCheck(new Check.ClusterReachable(), Severity.BLOCK);
  }

  private List<String> told() {
    return bench.site().notices().stream()
        .map(NoticeRequest::notice)
        .map(notice -> notice.title() + " " + notice.text())
        .toList();
  }
}
