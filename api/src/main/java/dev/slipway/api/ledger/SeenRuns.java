package dev.slipway.api.ledger;

import dev.slipway.api.door.Caller;
import dev.slipway.api.problem.Refusal;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.RunFilter;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Runs;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs as one caller may see them. */
@Component
public final class SeenRuns {
  private static final int PAGE = 200;

  private final Runs runs;

  SeenRuns(Runs runs) {
    this.runs = runs;
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
      caller.mustSee(environment, view.services());
    }
    return view;
  }

  /** Whether there is such a run within the token's scope. */
  public boolean isSeen(RunId run, Caller caller) {
    return runs.find(run)
        .filter(view -> isVisible(view.asked().environment(), view.services(), caller))
        .isPresent();
  }

  /** Goes on page by page until enough of the runs lie within the token's scope. */
  public List<RunSummary> list(RunFilter filter, Caller caller) {
    var visible = new ArrayList<RunSummary>();
    RunFilter next = filter;
    while (visible.size() < filter.limit()) {
      List<RunSummary> page = runs.list(next);
      page.stream()
          .filter(run -> isVisible(run.environment(), run.services(), caller))
          .forEach(visible::add);
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

  private static boolean isVisible(
      @Nullable EnvironmentName environment, List<ServiceName> services, Caller caller) {
    return (environment == null ? caller.environments().isEmpty() : caller.sees(environment))
        && services.stream().allMatch(caller::sees);
  }
}
