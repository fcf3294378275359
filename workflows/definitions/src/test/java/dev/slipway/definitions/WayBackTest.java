package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.PROD;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.release.RollbackStart;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.houserules.Covers;
import dev.slipway.name.RunId;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.FieldExpectation;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What was taken back is looked at like what was released. */
@Timeout(90)
class WayBackTest {
  private static final HttpTarget TARGET = new HttpTarget.InCluster("shop", "backend", 80);
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  @Covers({"IPA-58", "IPA-62", "EDG-71"})
  void theVersionThatIsBackIsAskedForItsHealthByItsOwnName() {
    bench.start(plan("b1").to("2.0.0", 'b').wave("backend")).end();
    crashes('c');

    RunEnd end =
        bench
            .start(plan("b2").recordedAs('b').to("3.0.0", 'c').verify(watched(15)).wave("backend"))
            .end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.http().healthAsked())
        .hasSize(16)
        .allSatisfy(asked -> assertThat(asked.context().version()).isEqualTo("2.0.0"))
        .allSatisfy(asked -> assertThat(asked.step().expect()).contains(version("${version}")));
    assertThat(bench.http().smokeAsked()).hasSize(1);
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'b'));
  }

  @Test
  void aVersionWithoutANameMustOnlySayOne() {
    crashes('b');

    RunEnd end = bench.start(plan("b3").verify(watched(0)).wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.http().healthAsked())
        .singleElement()
        .satisfies(asked -> assertThat(asked.step().expect()).containsExactly(version(null)));
  }

  @Test
  void whatIsBackAndDoesNotLookWellIsToldAndNeverUndone() {
    crashes('b');
    bench.http().unwell(asked -> true);

    RunEnd end = bench.start(plan("b4").wave("worker").verify(watched(0)).wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.NEEDS_ATTENTION);
    assertThat(end.leftToDo())
        .singleElement()
        .asString()
        .contains("backend is back, but does not look well", "health: HTTP 503");
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    assertThat(bench.site().live(workload("worker"))).isEqualTo(state("worker", 'a'));
    assertThat(bench.site().facts(Fact.Undone.class)).hasSize(2);
    assertThat(bench.site().sets()).hasSize(4);
  }

  @Test
  void everythingIsBackBeforeAnythingIsLookedAt() {
    crashes('b');
    bench.http().unwell(this::somethingIsNotBack);

    RunEnd end =
        bench
            .start(plan("b5").wave("worker").verify(watched(5)).wave("frontend").wave("backend"))
            .end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
  }

  private boolean somethingIsNotBack(HealthRequest asked) {
    return asked.context().version().equals("the recorded state")
        && !bench.site().live(workload("worker")).equals(state("worker", 'a'));
  }

  @Test
  @Covers({"IPA-58", "IPA-62", "EDG-71"})
  void aRollbackLooksAtTheVersionThatItBroughtBack() {
    Plans earlier = plan("b6").verify(watched(15)).wave("backend");
    assertThat(bench.start(earlier).end().state()).isEqualTo(RunState.SUCCEEDED);
    int before = bench.http().healthAsked().size();
    List<WorkloadSnapshot> target =
        earlier.snapshots().stream().map(found -> found.withVersion("1.0.0")).toList();

    RunEnd end = bench.rollback(rollback(earlier, "b6-back", target));

    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.http().healthAsked().subList(before, bench.http().healthAsked().size()))
        .hasSize(16)
        .allSatisfy(asked -> assertThat(asked.context().version()).isEqualTo("1.0.0"));
    assertThat(bench.site().facts(Fact.ServiceGood.class).getLast().good().version())
        .isEqualTo("1.0.0");
  }

  @Test
  void aRollbackThatDoesNotLookWellNeedsAPerson() {
    Plans earlier = plan("b7").verify(watched(0)).wave("backend");
    bench.start(earlier).end();
    bench.http().unwell(asked -> true);

    RunEnd end = bench.rollback(rollback(earlier, "b7-back", earlier.snapshots()));

    assertThat(end.state()).isEqualTo(RunState.NEEDS_ATTENTION);
    assertThat(end.leftToDo().getFirst()).contains("health: HTTP 503");
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
    assertThat(bench.site().notices().getLast().notice().text())
        .contains("Left to do", "health: HTTP 503");
  }

  private static RollbackStart rollback(Plans plan, String run, List<WorkloadSnapshot> target) {
    var request =
        new RollbackRequest(
            RunId.of(run), plan.request().run(), PROD, List.of(), BOB, "customers complain");
    return new RollbackStart(request, plan.build(), target);
  }

  private void crashes(char fill) {
    bench
        .site()
        .script(
            change -> change.equals(state("backend", fill)),
            new RolloutSighting.Misconfigured("backend-1", "CreateContainerConfigError", "gone"));
  }

  private static VerifyPlan watched(int minutes) {
    return new VerifyPlan(
        Duration.ZERO,
        Duration.ofMinutes(minutes),
        Duration.ofMinutes(1),
        List.of(
            new VerifyStep.Health(
                "health",
                false,
                TARGET,
                "/health",
                List.of(version("${version}")),
                3,
                Duration.ofSeconds(1),
                Duration.ZERO),
            new VerifyStep.Smoke("log in", false, TARGET, List.of(login()), List.of())));
  }

  private static FieldExpectation version(String equalTo) {
    return new FieldExpectation("/version", equalTo);
  }

  private static HttpStep login() {
    return new HttpStep(
        "log in", "POST", "/login", List.of(), "{}", List.of(200), List.of(), List.of(), null);
  }
}
