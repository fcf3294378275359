package dev.slipway.evidence;

import dev.slipway.compensation.UndoState;
import dev.slipway.gate.GateOutcome;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that people see of one run, folded from its facts and from nothing else: the same facts in
 * the same order give the same view, so the stored one can be checked at any time.
 *
 * @param gate the newest one; null when nobody was asked
 * @param end null while the run is open
 */
public record RunView(
    RunId run,
    Asked asked,
    Standing standing,
    PlanView plan,
    Progress progress,
    @Nullable GateView gate,
    List<UndoView> undos,
    Times times,
    @Nullable RunEnd end) {
  /** Raised whenever the same facts begin to give another view: stored views are then refolded. */
  public static final int FOLD_VERSION = 3;

  public RunView {
    undos = List.copyOf(undos);
  }

  public static RunView empty(RunId run) {
    return new RunView(
        run,
        Asked.nothing(),
        Standing.start(),
        PlanView.none(),
        Progress.none(),
        null,
        List.of(),
        Times.never(),
        null);
  }

  /** The view after one more fact. Never fails: what a view cannot show, it leaves out. */
  public RunView apply(KeyedFact told) {
    Fact fact = told.fact();
    return new RunView(
        run,
        asked.after(fact),
        ended() ? standing : standing.after(told),
        plan.after(fact),
        progress.after(fact),
        GateView.after(gate, told),
        UndoView.after(undos, fact),
        times.after(told),
        fact instanceof Fact.RunEnded ended ? ended.end() : end);
  }

  public RunView applyAll(List<KeyedFact> told) {
    RunView view = this;
    for (KeyedFact fact : told) {
      view = view.apply(fact);
    }
    return view;
  }

  public RunState state() {
    return standing.state();
  }

  public boolean ended() {
    return end != null;
  }

  /** Services asked for; where all were meant, those that were told of. */
  public List<ServiceName> services() {
    return asked.services().isEmpty()
        ? progress.services().stream().map(ServiceView::service).sorted().distinct().toList()
        : asked.services();
  }

  /** What a person has to do by hand; empty unless something could not be taken back. */
  public List<String> leftToDo() {
    if (end != null) {
      return end.leftToDo();
    }
    return undos.stream()
        .filter(undo -> undo.state() == UndoState.FAILED)
        .map(UndoView::left)
        .filter(Objects::nonNull)
        .toList();
  }

  /**
   * Services that may still be as this run made them: a way back was recorded, and was not gone to
   * its end. What happened to a service is recorded before it happens, so none is missing here.
   */
  public List<ServiceName> stillChanged() {
    return undos.stream()
        .filter(undo -> undo.state() != UndoState.DONE)
        .map(UndoView::service)
        .distinct()
        .toList();
  }

  /** For what and for whom the run waits, as a sentence; empty when it is at work or has ended. */
  public Optional<String> waitingFor() {
    if (ended()) {
      return Optional.empty();
    }
    HoldView held = standing.held();
    if (held != null) {
      return Optional.of(
          "held by %s: %s; waits for resume or abort".formatted(held.by(), held.why()));
    }
    if (!standing.ill().isEmpty()) {
      IllSystem ill = standing.ill().getFirst();
      return Optional.of("waits for %s: %s".formatted(ill.system(), ill.what()));
    }
    return waitingInTurn();
  }

  private Optional<String> waitingInTurn() {
    if (standing.state() == RunState.AWAITING_APPROVAL
        && gate != null
        && gate.outcome() == GateOutcome.OPEN) {
      return Optional.of(gate.waiting());
    }
    if (standing.state() == RunState.ANNOUNCED && standing.startsAt() != null) {
      return Optional.of("starts at " + standing.startsAt().truncatedTo(ChronoUnit.SECONDS));
    }
    return Optional.ofNullable(standing.queued());
  }

  /** One line for a list of runs. */
  public String summary() {
    return end != null ? end.summary() : waitingFor().orElse(standing.why());
  }
}
