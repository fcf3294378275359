package dev.slipway.definitions.rollout;

import dev.slipway.analysis.Verdict;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.contract.verify.HealthRequest;
import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.contract.verify.SmokeRequest;
import dev.slipway.contract.verify.VerifyContext;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Pause;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.definitions.run.Timers;
import dev.slipway.evidence.Fact;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.StepVerdict;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * P09 for one service: settle, then every step; what can be repeated is repeated until the
 * observation time is over.
 */
final class Verification {
  private final RolloutStart start;
  private final Journal journal;
  private final Hold hold;
  private final News news;

  Verification(RolloutStart start, Journal journal, Hold hold, News news) {
    this.start = start;
    this.journal = journal;
    this.hold = hold;
    this.news = news;
  }

  /**
   * @return the trouble that was found, null when all is well
   */
  @Nullable Trouble run(Instant since) {
    VerifyPlan plan = start.service().verify();
    Timers.sleep(settle().compareTo(plan.settle()) > 0 ? settle() : plan.settle(), "settle");
    Instant end = Journal.now().plus(plan.observe());
    boolean first = true;
    while (true) {
      Workflow.await(() -> !hold.isHeld());
      Trouble trouble = pass(plan, since, first);
      if (trouble != null || !Journal.now().isBefore(end)) {
        return trouble;
      }
      first = false;
      end = end.plus(missed(plan.every(), end));
    }
  }

  /** What nobody observed was not observed. */
  private Duration missed(Duration pause, Instant end) {
    Duration missed = Timers.sleep(pause, "until the next look");
    if (missed.isPositive()) {
      journal.noteLate(
          "the observation of " + start.service().service(),
          missed,
          Duration.between(Journal.now(), end.plus(missed)));
    }
    return missed;
  }

  private Duration settle() {
    return switch (start.service().strategy()) {
      case Strategy.Rolling rolling -> start.back() ? Duration.ZERO : rolling.settle();
    };
  }

  /**
   * One pass. A step that cannot see is asked again, and only that one, for as long as it is blind:
   * blindness is neither good nor bad, and a script with effects runs once.
   */
  private @Nullable Trouble pass(VerifyPlan plan, Instant since, boolean first) {
    List<VerifyStep> open = first ? plan.steps() : plan.repeated();
    boolean told = false;
    var pause = new Pause();
    while (true) {
      List<StepVerdict> verdicts = ask(open, since);
      List<StepVerdict> failed = verdicts.stream().filter(StepVerdict::fails).toList();
      open = blind(open, verdicts);
      if (!told && (first || !failed.isEmpty() || !open.isEmpty())) {
        journal.note(new Fact.Verified(start.service().service(), verdicts));
        journal.tell();
      }
      if (!failed.isEmpty()) {
        return bad(failed);
      }
      if (open.isEmpty()) {
        if (told) {
          news.well("verification");
        }
        return null;
      }
      if (!told) {
        StepVerdict unseen = verdicts.stream().filter(StepVerdict::blind).findFirst().orElseThrow();
        news.ill("verification", unseen.step() + ": " + unseen.verdict().why());
        told = true;
      }
      pause.sleep("until the next look at what cannot be seen");
    }
  }

  private static List<VerifyStep> blind(List<VerifyStep> asked, List<StepVerdict> verdicts) {
    return IntStream.range(0, asked.size())
        .filter(i -> verdicts.get(i).blind())
        .mapToObj(asked::get)
        .toList();
  }

  private Trouble bad(List<StepVerdict> failed) {
    String what =
        String.join("; ", failed.stream().map(v -> v.step() + ": " + v.verdict().why()).toList());
    return new Trouble.BadChange(start.service().service().value(), what, Blame.of(start));
  }

  private List<StepVerdict> ask(List<VerifyStep> steps, Instant since) {
    List<Promise<StepVerdict>> asked = steps.stream().map(step -> ask(step, since)).toList();
    return IntStream.range(0, steps.size())
        .mapToObj(i -> answer(steps.get(i), asked.get(i)))
        .toList();
  }

  /**
   * A system that did not answer within the budget leaves us blind; it does not make the change
   * bad.
   */
  private static StepVerdict answer(VerifyStep step, Promise<StepVerdict> asked) {
    try {
      return asked.get();
    } catch (ActivityFailure failure) {
      if (Faults.cancelled(failure) || Faults.finalFault(failure).isPresent()) {
        throw failure;
      }
      return new StepVerdict(
          step.name(), step.warnOnly(), new Verdict.ProviderDown(Faults.words(failure)));
    }
  }

  private Promise<StepVerdict> ask(VerifyStep step, Instant since) {
    SiteName site = start.service().site();
    String summary = "%s: verify %s".formatted(start.service().service(), step.name());
    var context =
        new VerifyContext(
            start.run(), start.environment(), start.service().service(), start.service().version());
    return switch (step) {
      case VerifyStep.Pods pods ->
          Async.function(
              Stubs.at(site, WorkloadActivities.class, start.retryBudget(), summary)::inspect,
              new InspectRequest(pods.name(), pods.warnOnly(), wanted(pods.workload()), since));
      case VerifyStep.Health health ->
          Async.function(
              Stubs.probing(site, start.retryBudget(), summary)::health,
              new HealthRequest(health, context));
      case VerifyStep.Smoke smoke ->
          Async.function(
              Stubs.probing(site, start.retryBudget(), summary)::smoke,
              new SmokeRequest(smoke, context));
      case VerifyStep.LogScan scan ->
          Async.function(
              Stubs.at(site, WorkloadActivities.class, start.retryBudget(), summary)::scanLogs,
              new LogScanRequest(scan, since));
      case VerifyStep.Condition condition ->
          Async.function(
              Stubs.at(site, MetricActivities.class, start.retryBudget(), summary)::condition,
              condition);
    };
  }

  private WorkloadChange wanted(WorkloadRef workload) {
    return start.service().changes().stream()
        .filter(c -> c.workload().equals(workload))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException(workload + " is verified but not part of the plan"));
  }
}
