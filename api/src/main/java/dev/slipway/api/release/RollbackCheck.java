package dev.slipway.api.release;

import dev.slipway.api.door.Caller;
import dev.slipway.api.ledger.SeenRuns;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Reasons;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds what a rollback needs in the ledger, or says why there is nothing to go back to. */
@Component
final class RollbackCheck {
  private final SeenRuns seen;
  private final LostRuns lost;
  private final Timeline timeline;
  private final LaterChanges changes;

  RollbackCheck(SeenRuns seen, LostRuns lost, Timeline timeline, LaterChanges changes) {
    this.changes = changes;
    this.seen = seen;
    this.lost = lost;
    this.timeline = timeline;
  }

  RollbackStart start(RunId of, RollbackBody body, Caller caller, Key key) {
    WayBack way = look(of, body.services(), caller);
    RunIds.problem(body.run())
        .ifPresent(
            problem -> {
              throw Refusal.invalid(List.of(problem));
            });
    var request =
        new RollbackRequest(
            body.run() == null
                ? RunIds.make(way.plan().environment() + "-rollback", key, caller)
                : RunId.of(body.run()),
            of,
            way.plan().environment(),
            way.services(),
            caller.actor(),
            Reasons.needed(body.reason()));
    return new RollbackStart(request, way.plan(), way.before());
  }

  /**
   * @param services null or empty for all
   * @throws Refusal when there is no way back
   */
  WayBack look(RunId of, @Nullable List<String> services, Caller caller) {
    RunView view = ended(seen.find(of, caller), caller);
    List<ServiceName> left = left(view);
    ReleasePlan plan =
        timeline.plan(of).orElseThrow(() -> conflict("run '%s' never had a plan".formatted(of)));
    var way = new WayBack(plan, services(services, plan, left), timeline.before(of));
    caller.mustSee(plan.environment(), way.services());
    checkOvertaken(view, way.services(), left);
    if (way.before().isEmpty()) {
      throw conflict("run '%s' recorded no state to go back to".formatted(of));
    }
    return way;
  }

  private RunView ended(RunView view, Caller caller) {
    if (view.asked().kind() != RunKind.RELEASE) {
      throw conflict(
          "'%s' is not a release; only a release can be rolled back".formatted(view.run()));
    }
    if (!lost.settled(view)) {
      throw conflict(
          "run '%s' is still open (%s); abort it, and it takes itself back"
              .formatted(view.run(), view.state()));
    }
    return seen.find(view.run(), caller);
  }

  /** However the run ended, what counts is what it changed and did not take back. */
  private static List<ServiceName> left(RunView view) {
    if (view.stillChanged().isEmpty()) {
      throw conflict(
          "run '%s' ended as %s and left nothing in place to roll back"
              .formatted(view.run(), view.state()));
    }
    return view.stillChanged();
  }

  /**
   * The state before a run is no goal where somebody changed the service since: refused at once,
   * instead of ending in front of values that nobody expected.
   */
  private void checkOvertaken(RunView view, List<ServiceName> wanted, List<ServiceName> left) {
    Map<ServiceName, List<RunView>> later = changes.since(view);
    List<ServiceName> overtaken = wanted.stream().filter(later::containsKey).toList();
    if (overtaken.isEmpty()) {
      return;
    }
    List<RunView> by =
        overtaken.stream().flatMap(service -> later.get(service).stream()).distinct().toList();
    List<ServiceName> free = left.stream().filter(service -> !later.containsKey(service)).toList();
    throw conflict(
        "%s was changed after '%s' by %s: %s%s"
            .formatted(
                overtaken,
                view.run(),
                by.stream().map(RunView::run).toList(),
                wayOut(by.getLast()),
                free.isEmpty()
                    ? ""
                    : "; nobody changed %s since, name these services".formatted(free)));
  }

  private static String wayOut(RunView last) {
    return last.asked().kind() == RunKind.RELEASE
        ? "roll back '%s' first, or release the version you want".formatted(last.run())
        : "release the version you want";
  }

  /**
   * By name also where everything goes back: from its first fact on a run has to tell which
   * services it concerns, because tokens for other services neither see nor stop it.
   */
  private static List<ServiceName> services(
      @Nullable List<String> given, ReleasePlan plan, List<ServiceName> left) {
    if (given == null || given.isEmpty()) {
      return left.containsAll(plan.serviceNames()) ? plan.serviceNames() : left;
    }
    var services = new ArrayList<ServiceName>();
    var problems = new ArrayList<Problem>();
    for (int i = 0; i < given.size(); i++) {
      Optional<ServiceName> service = named(given.get(i), plan.serviceNames());
      String field = "services[%d]".formatted(i);
      if (service.isEmpty()) {
        problems.add(
            new Problem(
                field,
                "'%s' is not part of the release; it has: %s"
                    .formatted(given.get(i), plan.serviceNames())));
      } else if (!left.contains(service.get())) {
        problems.add(
            new Problem(
                field,
                "'%s' is as it was before the release; left to roll back: %s"
                    .formatted(service.get(), left)));
      } else if (!services.contains(service.get())) {
        services.add(service.get());
      }
    }
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems);
    }
    return services;
  }

  private static Optional<ServiceName> named(String name, List<ServiceName> known) {
    return known.stream().filter(service -> service.value().equals(name)).findFirst();
  }

  private static Refusal conflict(String why) {
    return Refusal.of(Kind.CONFLICT, why);
  }
}
