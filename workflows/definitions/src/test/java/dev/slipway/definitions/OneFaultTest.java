package dev.slipway.definitions;

import static dev.slipway.definitions.Plans.digest;
import static dev.slipway.definitions.Plans.plan;
import static dev.slipway.definitions.Plans.state;
import static dev.slipway.definitions.Plans.workload;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.people.NoticeRequest;
import dev.slipway.evidence.Fact;
import dev.slipway.gate.Choice;
import dev.slipway.name.RunId;
import dev.slipway.notice.Notice;
import dev.slipway.notice.Occasion;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** What people read of one fault: its cause once where it was seen, and once as the end. */
@Timeout(90)
class OneFaultTest {
  private static final ImageRef IMAGE = ImageRef.pinned("shop/backend", digest('b'));
  private final TestBench bench = TestBench.skippingTime();

  @AfterEach
  void close(TestInfo test) {
    bench.record(test.getTestMethod().orElseThrow().getName());
    bench.close();
  }

  @Test
  void aCrashIsToldOnceAndConcludedOnce() {
    bench
        .site()
        .script(
            OneFaultTest::isNew,
            new RolloutSighting.Crashing("backend-1", "main", IMAGE, "Error (exit 1)", 1, ""));

    RunEnd end = ended("f1");

    assertThat(end.summary())
        .isEqualTo(
            "backend: main of backend-1 crashes (Error (exit 1), 1 restart); 1 service taken back");
    isToldOnce("main of backend-1 crashes");
    assertThat(bench.site().sentences())
        .contains("backend: failed", "takes everything back: backend failed");
  }

  @Test
  void aMissingImageIsNamedShortly() {
    String kubelet = "failed to pull and unpack image \"%s\": not found".formatted(IMAGE);
    bench
        .site()
        .script(OneFaultTest::isNew, new RolloutSighting.Unpullable("backend-1", IMAGE, kubelet));

    RunEnd end = ended("f2");

    assertThat(end.summary())
        .startsWith("backend: backend-1 cannot pull its image: failed to pull")
        .contains("shop/backend@sha256:bbbbbbbbbbbb\"");
    isToldOnce("cannot pull its image");
  }

  @Test
  void aFailedVerificationSaysWhichStepFailed() {
    bench.site().badLook(1);
    var pods = new VerifyStep.Pods("pods of backend", false, workload("backend"));

    ended("f3", new VerifyPlan(Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1), List.of(pods)));

    assertThat(bench.site().sentences())
        .contains(
            "backend: 1 check of the running version, 1 failed: pods of backend: other fields");
    isToldOnce("other fields");
    assertThat(bench.site().states(RunId.of("f3")))
        .containsSubsequence(RunState.VERIFYING, RunState.COMPENSATING);
  }

  @Test
  void aServiceThatIsStoppedSaysWhoStoppedTheReleaseAndWhy() {
    bench.site().script(OneFaultTest::isNew, new RolloutSighting.Complete(0));
    TestBench.Run run = bench.start(plan("f5").wave("backend"));
    TestBench.eventually("changed", () -> bench.site().sets().size() == 1);

    run.workflow().abort(run.order(Plans.BOB, "wrong version"));

    assertThat(run.end().summary()).startsWith("stopped by bob: wrong version");
    assertThat(bench.site().sentences())
        .contains("backend: stopped by the release: it was stopped by bob: wrong version");
  }

  @Test
  void aServiceThatIsStoppedForAnotherSaysForWhich() {
    bench.site().script(OneFaultTest::isNew, new RolloutSighting.Complete(0));
    bench
        .site()
        .script(
            change -> change.equals(state("frontend", 'b')),
            new RolloutSighting.Misconfigured("frontend-1", "Error", "no such key"));

    RunEnd end = bench.start(plan("f6").wave("backend", "frontend")).end();

    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    assertThat(bench.site().sentences())
        .contains("backend: stopped by the release: frontend failed");
  }

  @Test
  void whoIsAskedAgainReadsWhy() {
    TestBench.Run run = bench.start(plan("f4").wave("backend").approval(1, Duration.ofHours(8)));
    TestBench.eventually("gate", () -> gates().size() == 1);
    bench.site().put(state("backend", 'c'));
    run.workflow().vote(run.vote(Plans.CLEO, Choice.APPROVE, "ok"));
    TestBench.eventually("asked again", () -> gates().size() == 2);

    assertThat(gates().getFirst().sentence()).doesNotContain("again");
    assertThat(gates().getLast().sentence())
        .contains("again, because the services changed between plan and lock");
    assertThat(bench.details(WorkflowIds.release(RunId.of("f4"))))
        .contains(", again, because the services changed");

    run.workflow().vote(run.vote(Plans.CLEO, Choice.REJECT, "no", "hash-1.2"));
    assertThat(run.end().state()).isEqualTo(RunState.REJECTED);
  }

  private static boolean isNew(WorkloadChange change) {
    return change.equals(state("backend", 'b'));
  }

  private List<Fact.GateOpened> gates() {
    return bench.site().facts(Fact.GateOpened.class);
  }

  private RunEnd ended(String run) {
    return ended(run, VerifyPlan.none());
  }

  private RunEnd ended(String run, VerifyPlan verify) {
    RunEnd end =
        bench
            .start(
                plan(run)
                    .mail("team", Occasion.COMPENSATING, Occasion.ENDED)
                    .verify(verify)
                    .wave("backend"))
            .end();
    assertThat(end.state()).isEqualTo(RunState.COMPENSATED);
    return end;
  }

  private void isToldOnce(String cause) {
    List<String> said = bench.site().sentences();
    assertThat(said).filteredOn(one -> one.contains(cause)).as("seen, and the end").hasSize(2);
    var all = new ArrayList<>(said);
    assertThat(team()).isNotEmpty();
    for (Notice notice : team()) {
      assertThat(notice.title() + notice.text()).containsOnlyOnce(cause);
      all.add(notice.title());
      all.add(notice.text());
    }
    assertThat(all)
        .noneMatch(one -> one.matches("(?s).*sha256:[0-9a-f]{13}.*"))
        .noneMatch(one -> one.matches("(?s).*\\b([a-z-]+): \\1\\b(?!-).*"))
        .noneMatch(one -> one.contains("token"));
  }

  private List<Notice> team() {
    return bench.site().notices().stream()
        .filter(request -> request.receiver().name().equals("team"))
        .map(NoticeRequest::notice)
        .toList();
  }
}
