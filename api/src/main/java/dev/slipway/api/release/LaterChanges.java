package dev.slipway.api.release;

import dev.slipway.compensation.UndoState;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.evidence.UndoView;
import dev.slipway.ledger.read.RunFilter;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Runs;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Which services were changed again after a run, and by whom. What a run recorded as the state
 * before it is no way back for those: it would undo the later change too, half-known.
 */
@Component
final class LaterChanges {
  private static final int PAGE = 200;

  private final Runs runs;

  LaterChanges(Runs runs) {
    this.runs = runs;
  }

  /**
   * Services with the later runs whose changes are still in place, oldest first. A later release
   * that was rolled back has left nothing, and its rollback neither. Open runs are not counted:
   * they hold the lock, and what they change is theirs to end.
   */
  Map<ServiceName, List<RunView>> since(RunView of) {
    List<RunView> later = ended(of);
    var changes = new LinkedHashMap<ServiceName, List<RunView>>();
    for (RunView run : later) {
      for (ServiceName service : changed(run, of, later)) {
        changes.computeIfAbsent(service, any -> new ArrayList<>()).add(run);
      }
    }
    return changes;
  }

  private static List<ServiceName> changed(RunView run, RunView of, List<RunView> later) {
    if (run.asked().kind() == RunKind.RELEASE) {
      return run.stillChanged().stream()
          .filter(service -> later.stream().noneMatch(back -> takesBack(back, run, service)))
          .toList();
    }
    RunId target = run.asked().of();
    boolean known =
        of.run().equals(target) || later.stream().anyMatch(other -> other.run().equals(target));
    return known ? List.of() : run.undos().stream().map(UndoView::service).distinct().toList();
  }

  private static boolean takesBack(RunView back, RunView release, ServiceName service) {
    return release.run().equals(back.asked().of())
        && back.undos().stream()
            .anyMatch(undo -> undo.service().equals(service) && undo.state() == UndoState.DONE);
  }

  private List<RunView> ended(RunView of) {
    EnvironmentName environment = Objects.requireNonNull(of.asked().environment());
    var found = new ArrayList<RunView>();
    RunFilter next = new RunFilter(environment, null, null, null, null, PAGE);
    while (true) {
      List<RunSummary> page = runs.list(next);
      for (RunSummary run : page) {
        if (run.run().equals(of.run())) {
          return found.reversed();
        }
        if (run.endedAt() != null) {
          runs.find(run.run()).ifPresent(found::add);
        }
      }
      if (page.size() < PAGE) {
        return found.reversed();
      }
      next = new RunFilter(environment, null, null, null, page.getLast().run(), PAGE);
    }
  }
}
