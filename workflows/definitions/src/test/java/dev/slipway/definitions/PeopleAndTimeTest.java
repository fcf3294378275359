package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.BOB;
import static dev.slipway.definitions.Plans.CLEO;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Choice;
import dev.slipway.houserules.Covers;
import dev.slipway.name.RunId;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Occasion;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What a release owes to people, and how long it looks before it calls itself good. */
@Timeout(90)
class PeopleAndTimeTest {
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  @Covers({"IPA-22", "PLT-72"})
  void announcesHalfAnHourAheadAndBeginsWhenItIsOver() {
    Plans announced =
        plan("p1")
            .wave("backend")
            .notice(Duration.ofMinutes(30))
            .mail("everyone", Occasion.ANNOUNCED);

    assertThat(bench.start(announced).end().state()).isEqualTo(RunState.SUCCEEDED);

    Instant startsAt = bench.site().facts(Fact.Announced.class).getFirst().startsAt();
    assertThat(Duration.between(bench.site().when(Fact.Announced.class), startsAt)).hasMinutes(30);
    assertThat(bench.site().when(Fact.LockGranted.class)).isAfterOrEqualTo(startsAt);
    assertThat(told("everyone")).extracting(Notice::occasion).containsExactly(Occasion.ANNOUNCED);
    assertThat(told("everyone").getFirst().title())
        .contains(startsAt.truncatedTo(ChronoUnit.SECONDS).toString());
    assertThat(bench.site().sets()).hasSize(1);
  }

  @Test
  @Covers({"IPA-22", "PLT-72"})
  void nothingIsTouchedDuringTheNotice() {
    TestBench.Run run =
        bench.start(
            plan("p2")
                .wave("backend")
                .notice(Duration.ofMinutes(30))
                .maxHold(Duration.ofHours(3))
                .mail("everyone", Occasion.ANNOUNCED));
    TestBench.eventually("the notice is out", () -> told("everyone").size() == 1);

    run.workflow().abort(run.order(BOB, "not during the meeting"));

    assertThat(run.end().state()).isEqualTo(RunState.ABORTED);
    assertThat(bench.site().effects()).isEmpty();
    assertThat(bench.site().facts(Fact.LockGranted.class)).isEmpty();
  }

  @Test
  @Covers({"IPA-17", "XIO-22"})
  void aProtectedEnvironmentWaitsForThePersonWhoAcceptsTheVersion() {
    TestBench.Run run = bench.start(plan("p3").wave("backend").approval(1, Duration.ofHours(8)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());
    assertThat(bench.site().effects()).isEmpty();

    run.workflow().vote(run.vote(CLEO, Choice.APPROVE, "the users accepted it"));

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    var vote = bench.site().facts(Fact.VoteCounted.class).getFirst().vote();
    assertThat(vote.by()).isEqualTo(CLEO);
    assertThat(vote.reason()).isEqualTo("the users accepted it");
    assertThat(bench.site().when(Fact.LockGranted.class))
        .isAfterOrEqualTo(bench.site().when(Fact.VoteCounted.class));
  }

  @Test
  @Covers("AIW-134")
  void usersHearOfTheEndAndOfNothingElse() {
    bench.start(plan("p4").wave("backend").mail("users", Occasion.ENDED)).end();

    assertThat(told("users")).extracting(Notice::occasion).containsExactly(Occasion.ENDED);
    assertThat(told("users").getFirst().title()).contains("p4", "SUCCEEDED");
    assertThat(bench.site().facts(Fact.NoticeSent.class))
        .filteredOn(sent -> sent.receiver().equals("users"))
        .allMatch(Fact.NoticeSent::delivered)
        .hasSize(1);
  }

  @Test
  @Covers("AIW-134")
  void usersHearOfABadEndToo() {
    bench
        .site()
        .script(
            change -> change.equals(state("backend", 'b')),
            new RolloutSighting.Misconfigured(
                "backend-1", "CreateContainerConfigError", "configmap shop is missing"));
    bench.start(plan("p5").wave("backend").mail("users", Occasion.ENDED)).end();

    assertThat(told("users")).hasSize(1);
    assertThat(told("users").getFirst().title()).doesNotContain("SUCCEEDED");
  }

  @Test
  @Covers("PLT-78")
  void looksEveryMinuteForAQuarterOfAnHour() {
    RunEnd end = bench.start(plan("p6").verify(watch()).wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().looks()).isEqualTo(16);
    assertThat(
            Duration.between(
                bench.site().when(Fact.Verified.class), bench.site().when(Fact.ServiceGood.class)))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(15));
  }

  @Test
  @Covers("PLT-78")
  void takesBackWhatTurnsBadInTheTenthMinute() {
    bench.site().badLook(11);

    RunEnd end = bench.start(plan("p7").verify(watch()).wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(
            Duration.between(
                bench.site().when(Fact.Verified.class),
                bench.site().when(Fact.CompensationStarted.class)))
        .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    assertThat(bench.site().live(workload("backend"))).isEqualTo(state("backend", 'a'));
  }

  @Test
  void aHoldThatMayLastIsToldOfAgainAndAgainAndNeverBacksOut() {
    TestBench.Run run =
        bench.start(
            plan("p10")
                .wave("backend")
                .notice(Duration.ofMinutes(30))
                .maxHold(Duration.ofHours(1))
                .keepHolding()
                .mail("ops", Occasion.HELD));
    TestBench.eventually("announced", () -> !bench.site().facts(Fact.Announced.class).isEmpty());
    run.workflow().hold(run.order(BOB, "the bell rings"));

    bench.temporal().sleep(Duration.ofHours(5).plusMinutes(30));

    assertThat(told("ops")).extracting(Notice::text).filteredOn(t -> t.contains("1h")).hasSize(5);
    assertThat(bench.site().facts(Fact.RunEnded.class)).isEmpty();
    run.workflow().resume(run.order(BOB, "enough"));
    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void theTimeLineSaysNothingTwice() {
    TestBench.Run run =
        bench.start(
            plan("p8")
                .wave("backend")
                .approval(1, Duration.ofHours(8))
                .notice(Duration.ofMinutes(30)));
    TestBench.eventually("gate", () -> !bench.site().facts(Fact.GateOpened.class).isEmpty());
    run.workflow().hold(run.order(BOB, "the bell rings"));
    TestBench.eventually("held", () -> !bench.site().facts(Fact.Held.class).isEmpty());
    run.workflow().resume(run.order(BOB, ""));
    TestBench.eventually("resumed", () -> !bench.site().facts(Fact.Resumed.class).isEmpty());
    run.workflow().vote(run.vote(CLEO, Choice.APPROVE, "ok"));

    assertThat(run.end().state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.StateChanged.class)).isEmpty();
    assertThat(bench.site().sentences())
        .filteredOn(said -> said.contains("the bell rings"))
        .hasSize(1);
    assertThat(bench.site().states(RunId.of("p8")))
        .containsExactly(
            RunState.PLANNING,
            RunState.AWAITING_APPROVAL,
            RunState.HELD,
            RunState.AWAITING_APPROVAL,
            RunState.ANNOUNCED,
            RunState.ROLLING_OUT,
            RunState.SUCCEEDED);
  }

  @Test
  void saysThatItVerifiesWhileItOnlyLooks() {
    Plans plan =
        plan("p8").verify(watch()).wave("backend").verify(VerifyPlan.none()).wave("worker");

    assertThat(bench.start(plan).end().state()).isEqualTo(RunState.SUCCEEDED);

    assertThat(bench.site().states(RunId.of("p8")))
        .containsSubsequence(
            RunState.ROLLING_OUT, RunState.VERIFYING, RunState.ROLLING_OUT, RunState.SUCCEEDED);
  }

  @Test
  void aNoteThatCouldNotBeLeftInTheClusterIsSaid() {
    bench.site().refusesNotes("the ConfigMap belongs to somebody else");

    RunEnd end = bench.start(plan("p9").wave("backend")).end();

    assertThat(end.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.site().facts(Fact.RecoveryNoteRefused.class))
        .singleElement()
        .satisfies(told -> assertThat(told.sentence()).contains("backend", "belongs to somebody"));
  }

  private static VerifyPlan watch() {
    return new VerifyPlan(
        Duration.ZERO,
        Duration.ofMinutes(15),
        Duration.ofMinutes(1),
        List.of(new VerifyStep.Pods("pods", false, workload("backend"))));
  }

  private List<Notice> told(String receiver) {
    return bench.site().notices().stream()
        .filter(request -> request.receiver().name().equals(receiver))
        .map(NoticeRequest::notice)
        .toList();
  }
}
