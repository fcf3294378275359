package dev.slipway.definitions.release;

import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.definitions.run.Attempts;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.name.SiteName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.CheckResult;
import dev.slipway.preflight.Finding;
import dev.slipway.release.Retry;
import dev.slipway.release.SitedCheck;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Asks each adapter of a site for all its checks in one call, because each call of its own costs
 * Temporal more than most looks cost the system. What that call leaves open is asked by itself,
 * with all the patience that a single check has.
 */
final class PreflightRounds {
  /** Then a system is ill, or a worker of an earlier build does not know the question. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** Who is asked: the same adapter of the same site. */
  private record Round(SiteName site, Adapter adapter) {}

  private PreflightRounds() {}

  /** The results in the order of the checks. */
  static List<Promise<CheckResult>> ask(List<SitedCheck> checks, Duration budget) {
    Map<Round, List<Integer>> rounds = new LinkedHashMap<>();
    List<CompletablePromise<CheckResult>> results = new ArrayList<>();
    for (int i = 0; i < checks.size(); i++) {
      SitedCheck sited = checks.get(i);
      results.add(Workflow.newPromise());
      rounds
          .computeIfAbsent(
              new Round(sited.site(), Adapter.of(sited.planned().check())),
              unseen -> new ArrayList<>())
          .add(i);
    }
    rounds.forEach(
        (round, places) -> {
          List<Promise<CheckResult>> found =
              ask(round, places.stream().map(checks::get).toList(), budget);
          IntStream.range(0, places.size())
              .forEach(i -> results.get(places.get(i)).completeFrom(found.get(i)));
        });
    return List.copyOf(results);
  }

  private static List<Promise<CheckResult>> ask(
      Round round, List<SitedCheck> checks, Duration budget) {
    List<Check> asked = checks.stream().map(sited -> sited.planned().check()).toList();
    Optional<Promise<Findings>> together =
        asked.size() == 1 ? Optional.empty() : call(round, new Questions(asked));
    return IntStream.range(0, checks.size())
        .mapToObj(
            i ->
                together
                    .map(all -> Async.function(() -> result(all, i, checks.get(i), budget)))
                    .orElseGet(() -> Preflight.look(checks.get(i), budget)))
        .toList();
  }

  /** Empty where each check is asked by itself: they last too long, or there are never many. */
  private static Optional<Promise<Findings>> call(Round round, Questions asked) {
    String summary = "%d checks".formatted(asked.checks().size());
    return switch (round.adapter()) {
      case CLUSTER ->
          Optional.of(
              Async.function(
                  Stubs.at(round.site(), WorkloadActivities.class, LONGEST, summary)::checks,
                  asked));
      case REGISTRY ->
          Optional.of(
              Async.function(
                  Stubs.at(round.site(), ImageActivities.class, LONGEST, summary)::checks, asked));
      case LEDGER -> Optional.of(Async.function(Stubs.ledger(summary, LONGEST)::checks, asked));
      case APPLICATIONS, METRICS, RECEIVERS -> Optional.empty();
    };
  }

  private static CheckResult result(
      Promise<Findings> all, int place, SitedCheck sited, Duration budget) {
    return answered(all)
        .at(place)
        .map(finding -> new CheckResult(sited.planned(), finding))
        .orElseGet(() -> byItself(sited, budget));
  }

  /** Nothing is answered when the call was in vain as a whole. */
  private static Findings answered(Promise<Findings> all) {
    try {
      return all.get();
    } catch (ActivityFailure failure) {
      if (Faults.cancelled(failure)) {
        throw failure;
      }
      return Findings.none();
    }
  }

  private static CheckResult byItself(SitedCheck sited, Duration budget) {
    CheckResult result = Preflight.look(sited, budget).get();
    if (!(result.finding() instanceof Finding.Unseen)) {
      Attempts.tell(
          new Retry("check %s: asked by itself".formatted(sited.planned().check().subject()), 1));
    }
    return result;
  }
}
