package dev.slipway.definitions.release;

import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.MetricActivities;
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
    List<Promise<CheckResult>> looks = checks.stream().map(c -> look(c, budget)).toList();
    return new PreflightReport(looks.stream().map(Promise::get).toList());
  }

  private static Promise<CheckResult> look(SitedCheck sited, Duration budget) {
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
    return switch (check) {
      case Check.ClusterReachable c -> cluster(site, c, budget, summary);
      case Check.NamespaceExists c -> cluster(site, c, budget, summary);
      case Check.NodesReady c -> cluster(site, c, budget, summary);
      case Check.Rights c -> cluster(site, c, budget, summary);
      case Check.Capacity c -> cluster(site, c, budget, summary);
      case Check.WorkloadPolicy c -> cluster(site, c, budget, summary);
      case Check.References c -> cluster(site, c, budget, summary);
      case Check.SecretKeys c -> cluster(site, c, budget, summary);
      case Check.RequiredEnv c -> cluster(site, c, budget, summary);
      case Check.DisruptionBudget c -> cluster(site, c, budget, summary);
      case Check.Ownership c -> cluster(site, c, budget, summary);
      case Check.NoDrift c -> cluster(site, c, budget, summary);
      case Check.ClaimsBound c -> cluster(site, c, budget, summary);
      case Check.NetworkPolicies c -> cluster(site, c, budget, summary);
      case Check.PodsRunning c -> cluster(site, c, budget, summary);
      case Check.ImagePullable c -> registry(site, c, budget, summary);
      case Check.HealthEndpoint c -> http(site, c, budget, summary);
      case Check.TlsDays c -> http(site, c, budget, summary);
      case Check.DnsTarget c -> http(site, c, budget, summary);
      case Check.CorsOrigin c -> http(site, c, budget, summary);
      case Check.SecretReadable c -> http(site, c, budget, summary);
      case Check.ReceiverReady c -> Async.function(Stubs.notices(summary, budget)::check, c);
      case Check.PrometheusTargets c -> metrics(site, c, budget, summary);
      case Check.PrometheusRules c -> metrics(site, c, budget, summary);
      case Check.Evidence c -> Async.function(Stubs.ledger(summary)::check, c);
      case Check.NotKnownBad c -> Async.function(Stubs.ledger(summary)::check, c);
    };
  }

  private static Promise<Finding> cluster(
      SiteName site, Check check, Duration budget, String summary) {
    return Async.function(Stubs.at(site, WorkloadActivities.class, budget, summary)::check, check);
  }

  private static Promise<Finding> registry(
      SiteName site, Check.ImagePullable check, Duration budget, String summary) {
    return Async.function(Stubs.at(site, ImageActivities.class, budget, summary)::check, check);
  }

  private static Promise<Finding> metrics(
      SiteName site, Check check, Duration budget, String summary) {
    return Async.function(Stubs.at(site, MetricActivities.class, budget, summary)::check, check);
  }

  private static Promise<Finding> http(
      SiteName site, Check check, Duration budget, String summary) {
    return Async.function(Stubs.at(site, HttpActivities.class, budget, summary)::check, check);
  }
}
