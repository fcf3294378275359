package dev.slipway.api.ledger;

import dev.slipway.api.door.Caller;
import dev.slipway.api.problem.Refusal;
import dev.slipway.evidence.Asked;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.RunFilter;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Runs;
import dev.slipway.ledger.read.Timeline;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.ReleasePlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Runs as one caller may see them. A run of which nobody can tell which services it concerns counts
 * as one of all services.
 */
@Component
public final class SeenRuns {
  private static final int PAGE = 200;

  private final Runs runs;
  private final Timeline timeline;

  SeenRuns(Runs runs, Timeline timeline) {
    this.runs = runs;
    this.timeline = timeline;
  }

  /**
   * @throws Refusal when there is no such run, or it is outside of the token's scope
   */
  public RunView find(RunId run, Caller caller) {
    RunView view =
        runs.find(run)
            .orElseThrow(
                () ->
                    Refusal.notFound(
                        "there is no run '%s'; see slipway release list".formatted(run)));
    var environment = view.asked().environment();
    if (environment == null) {
      caller.mustSeeEverything("run " + run);
    } else {
      List<ServiceName> services = services(view.asked());
      caller.mustSee(environment, services);
      if (services.isEmpty()) {
        caller.mustSeeAllServices("run " + run);
      }
    }
    return view;
  }

  /** Whether there is such a run within the token's scope. */
  public boolean isSeen(RunId run, Caller caller) {
    return runs.find(run)
        .filter(view -> isVisible(view.asked().environment(), services(view.asked()), caller))
        .isPresent();
  }

  /** Goes on page by page until enough of the runs lie within the token's scope. */
  public List<RunSummary> list(RunFilter filter, Caller caller) {
    var visible = new ArrayList<RunSummary>();
    RunFilter next = filter;
    while (visible.size() < filter.limit()) {
      List<RunSummary> page = runs.list(next);
      page.stream().filter(run -> isListed(run, caller)).forEach(visible::add);
      if (page.size() < next.limit()) {
        break;
      }
      next =
          new RunFilter(
              filter.environment(),
              filter.service(),
              filter.state(),
              filter.open(),
              page.getLast().run(),
              PAGE);
    }
    return visible.stream().limit(filter.limit()).toList();
  }

  /** The list tells of a rollback of everything only the services that it has come to so far. */
  private boolean isListed(RunSummary run, Caller caller) {
    return isVisible(run.environment(), run.services(), caller)
        && (run.kind() == RunKind.RELEASE
            || caller.services().isEmpty()
            || isSeen(run.run(), caller));
  }

  /**
   * All that the run may touch. Older builds asked for a rollback of everything without names; it
   * goes by the plan of the run that it takes back.
   *
   * @return empty when nobody can tell
   */
  private List<ServiceName> services(Asked asked) {
    RunId of = asked.of();
    return !asked.services().isEmpty() || of == null
        ? asked.services()
        : timeline.plan(of).map(ReleasePlan::serviceNames).orElse(List.of());
  }

  private static boolean isVisible(
      @Nullable EnvironmentName environment, List<ServiceName> services, Caller caller) {
    if (environment == null) {
      return caller.seesEverything();
    }
    return caller.sees(environment)
        && (services.isEmpty()
            ? caller.services().isEmpty()
            : services.stream().allMatch(caller::sees));
  }
}
