package dev.slipway.definitions.release;

import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.definitions.run.Changes;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.SitedCheck;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.List;

/**
 * P02: all checks at once, all findings together. A check whose system does not answer is unseen,
 * never passed.
 */
final class Preflight {
  private Preflight() {}

  static PreflightReport run(List<SitedCheck> checks, Duration budget) {
    List<Promise<CheckResult>> looks =
        Changes.sinceBuildWith("checks-are-asked-together")
            ? PreflightRounds.ask(checks, budget)
            : checks.stream().map(c -> look(c, budget)).toList();
    return new PreflightReport(looks.stream().map(Promise::get).toList());
  }

  /** One check by itself, tried again until the budget is used up. */
  static Promise<CheckResult> look(SitedCheck sited, Duration budget) {
    Check check = sited.planned().check();
    return ask(sited.site(), check, budget, "check " + check.subject())
        .handle(
            (finding, failure) ->
                new CheckResult(sited.planned(), failure == null ? finding : unseen(failure)));
  }

  private static Finding unseen(RuntimeException failure) {
    if (failure instanceof ActivityFailure activity && !Faults.cancelled(activity)) {
      String words = Faults.words(activity);
      return Faults.finalFault(activity).isPresent()
          ? new Finding.Failed(words, "repair what the message names, then plan again")
          : new Finding.Unseen(words);
    }
    throw failure;
  }

  private static Promise<Finding> ask(SiteName site, Check check, Duration budget, String summary) {
    return switch (Adapter.of(check)) {
      case CLUSTER ->
          Async.function(Stubs.at(site, WorkloadActivities.class, budget, summary)::check, check);
      case REGISTRY ->
          Async.function(Stubs.at(site, ImageActivities.class, budget, summary)::check, check);
      case APPLICATIONS ->
          Async.function(Stubs.at(site, HttpActivities.class, budget, summary)::check, check);
      case METRICS ->
          Async.function(Stubs.at(site, MetricActivities.class, budget, summary)::check, check);
      case RECEIVERS ->
          Async.function(Stubs.notices(summary, budget)::check, (Check.ReceiverReady) check);
      case LEDGER -> Async.function(Stubs.ledger(summary)::check, check);
    };
  }
}
