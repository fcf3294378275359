package dev.slipway.api.release;

import dev.slipway.api.engine.Executions;
import dev.slipway.api.engine.Life;
import dev.slipway.api.ledger.OwnFacts;
import dev.slipway.api.problem.Refusal;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.RunKind;
import dev.slipway.evidence.RunView;
import dev.slipway.ledger.read.RunSummary;
import dev.slipway.ledger.read.Runs;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.release.RunEnd;
import dev.slipway.release.RunState;
import io.temporal.failure.ApplicationFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs that ended without a word: terminated in Temporal, timed out, failed. Their end is told to
 * the ledger and to people in their place and what they held is given back, so that nobody waits
 * for them and a person can roll them back. Any number of processes may do this at once.
 */
@Component
public final class LostRuns {
  private static final Logger LOG = LoggerFactory.getLogger(LostRuns.class);

  /** As many as can be asked about in one round without a burden to Temporal. */
  private static final int PAGE = 100;

  private final Runs runs;
  private final Executions executions;
  private final Farewell farewell;
  private final OwnFacts facts;
  private final Clock clock;
  private Optional<RunId> last = Optional.empty();

  LostRuns(Runs runs, Executions executions, Farewell farewell, OwnFacts facts, Clock clock) {
    this.runs = runs;
    this.executions = executions;
    this.farewell = farewell;
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Looks at the next page of open runs that are silent.
   *
   * @param silence what told something within this time is taken to be alive
   */
  public synchronized void look(Duration silence) {
    Instant since = clock.instant().minus(silence);
    List<RunSummary> page = runs.silent(since, last, PAGE);
    for (RunSummary run : page) {
      runs.find(run.run()).ifPresent(this::settled);
    }
    last = page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().run());
  }

  /**
   * Whether the ledger has an end of this run now.
   *
   * @throws Refusal UNAVAILABLE when Temporal does not answer
   */
  boolean settled(RunView before) {
    if (before.ended()) {
      return true;
    }
    return executions.of(workflow(before)) instanceof Life.Closed closed
        && settle(before.run(), closed);
  }

  /**
   * The same on the word of an operator who wants it ended: then one that Temporal does not know
   * ends too.
   */
  boolean settledOrForgotten(RunView before) {
    if (settled(before)) {
      return true;
    }
    return executions.of(workflow(before)) instanceof Life.Unknown
        && settle(before.run(), new Life.Closed("unknown", "Temporal knows it no more"));
  }

  /** Reads the run again: one that ends in order tells its end before it closes. */
  private boolean settle(RunId run, Life.Closed closed) {
    RunView view = runs.find(run).orElseThrow();
    if (view.ended()) {
      return true;
    }
    EnvironmentName environment = Objects.requireNonNull(view.asked().environment());
    RunEnd end = end(view, closed.how());
    // before the ledger says that it ended: then nobody would look at it any more
    farewell.of(view, end);
    try {
      facts.append(run, environment, "api/closed/" + closed.execution(), new Fact.RunEnded(end));
      LOG.warn("run {} of {} ended without a word: {}", run, environment, closed.how());
    } catch (ApplicationFailure another) {
      if (!runs.find(run).map(RunView::ended).orElse(false)) {
        throw another;
      }
    }
    return true;
  }

  private static RunEnd end(RunView view, String how) {
    var left = new ArrayList<>(view.leftToDo());
    if (!view.stillChanged().isEmpty()) {
      left.add(
          view.asked().kind() == RunKind.ROLLBACK
              ? "%s may not be back: roll %s back again, or compare by hand"
                  .formatted(view.stillChanged(), view.asked().of())
              : "%s may be changed: take it back with 'slipway release rollback %s', or compare it"
                      .formatted(view.stillChanged(), view.run())
                  + " with the plan by hand");
    }
    String summary = view.stillChanged().isEmpty() ? how + "; nothing was changed" : how;
    return new RunEnd(RunState.NEEDS_ATTENTION, summary, left);
  }

  private static String workflow(RunView view) {
    return view.asked().kind() == RunKind.ROLLBACK
        ? WorkflowIds.rollback(view.run())
        : WorkflowIds.release(view.run());
  }
}
