package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.ledger.SeenRuns;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.api.release.MessageBodies.RollbackBody;
import dev.slipway.api.repeat.Key;
import dev.slipway.contract.release.RollbackStart;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.Problem;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RollbackRequest;
import dev.slipway.release.RunState;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what a rollback needs in the ledger, or says why there is nothing to go back to. */
final class RollbackCheck {
  /** Ends after which something of the run may still be in place. */
  private static final List<RunState> LEFT_SOMETHING =
      List.of(RunState.SUCCEEDED, RunState.NEEDS_ATTENTION, RunState.DETACHED);

  private final SeenRuns seen;
  private final Timeline timeline;

  RollbackCheck(SeenRuns seen, Timeline timeline) {
    this.seen = seen;
    this.timeline = timeline;
  }

  RollbackStart start(RunId of, RollbackBody body, Caller caller, Key key) {
    RunView view = seen.find(of, caller);
    mustHaveSomething(view);
    ReleasePlan plan =
        timeline.plan(of).orElseThrow(() -> conflict("run '%s' never had a plan".formatted(of)));
    List<ServiceName> services = services(body.services(), plan);
    caller.mustSee(plan.environment(), services.isEmpty() ? plan.serviceNames() : services);
    List<WorkloadSnapshot> snapshots = timeline.before(of);
    if (snapshots.isEmpty()) {
      throw conflict("run '%s' recorded no state to go back to".formatted(of));
    }
    RunIds.problem(body.run())
        .ifPresent(
            problem -> {
              throw Refusal.invalid(List.of(problem));
            });
    var request =
        new RollbackRequest(
            body.run() == null
                ? RunIds.make(plan.environment() + "-rollback", key, caller)
                : RunId.of(body.run()),
            of,
            plan.environment(),
            services,
            caller.actor(),
            Reasons.needed(body.reason()));
    return new RollbackStart(request, plan, snapshots);
  }

  private static void mustHaveSomething(RunView view) {
    if (view.asked().kind() != RunKind.RELEASE) {
      throw conflict(
          "'%s' is not a release; only a release can be rolled back".formatted(view.run()));
    }
    if (!view.ended()) {
      throw conflict(
          "run '%s' is still open (%s); abort it, and it takes itself back"
              .formatted(view.run(), view.state()));
    }
    if (!LEFT_SOMETHING.contains(view.state())) {
      throw conflict(
          "run '%s' ended as %s and left nothing in place to roll back"
              .formatted(view.run(), view.state()));
    }
  }

  private static List<ServiceName> services(@Nullable List<String> given, ReleasePlan plan) {
    var services = new ArrayList<ServiceName>();
    var problems = new ArrayList<Problem>();
    List<String> wanted = given == null ? List.of() : given;
    for (int i = 0; i < wanted.size(); i++) {
      String name = wanted.get(i);
      plan.serviceNames().stream()
          .filter(known -> known.value().equals(name))
          .findFirst()
          .ifPresentOrElse(
              services::add,
              () ->
                  problems.add(
                      new Problem(
                          "services[%d]".formatted(wanted.indexOf(name)),
                          "'%s' is not part of the release; it has: %s"
                              .formatted(name, plan.serviceNames()))));
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return services;
  }

  private static Refusal conflict(String why) {
    return Refusal.of(Kind.CONFLICT, why);
  }
}
