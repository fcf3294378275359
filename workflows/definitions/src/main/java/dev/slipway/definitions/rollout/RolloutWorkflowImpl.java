package dev.slipway.definitions.rollout;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.rollout.RolloutReport;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.RolloutWorkflow;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.evidence.Fact;
import dev.slipway.release.RunState;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** See {@link RolloutWorkflow}. Leaves autoscalers as it found them, however it ends. */
public final class RolloutWorkflowImpl implements RolloutWorkflow {
  /** Runs end otherwise, so no state of theirs is called so. */
  private static final String FAILED = "FAILED";

  private final RolloutStart start;
  private final Journal journal;
  private final Progress progress;
  private final Hold hold = new Hold();
  private final News news;
  private final Steps steps;
  private @Nullable CancellationScope work;
  private @Nullable String stopped;

  @WorkflowInit
  public RolloutWorkflowImpl(RolloutStart start) {
    this.start = start;
    progress = new Progress(start);
    journal = Journal.of(start.run(), start.environment());
    journal.listen(progress::after);
    news = new News(start, journal);
    steps = new Steps(start, journal, hold, news);
  }

  @Override
  public RolloutReport run(RolloutStart ignored) {
    journal.open();
    note(new Fact.RolloutStarted(start.service().service(), start.back()));
    RolloutEnd end = attempt();
    List<String> left = new ArrayList<>();
    Workflow.newDetachedCancellationScope(() -> left.addAll(steps.tidy())).run();
    note(new Fact.RolloutEnded(start.service().service(), start.back(), end));
    // Temporal itself shows a rollout that failed as one that completed
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.STATE.valueSet(
            end instanceof RolloutEnd.Done ? RunState.SUCCEEDED.name() : FAILED));
    Workflow.newDetachedCancellationScope(journal::settle).run();
    return new RolloutReport(end, journal.unsaid(), left);
  }

  /** A mere look is part of the way back that it looks at. */
  private void note(Fact fact) {
    if (!start.lookOnly()) {
      journal.note(fact);
    }
  }

  private RolloutEnd attempt() {
    var box = new ArrayDeque<RolloutEnd>();
    work = Workflow.newCancellationScope(() -> box.add(steps.run()));
    try {
      if (stopped == null) {
        work.run();
        return box.getLast();
      }
      return stoppedBy(stopped);
    } catch (TemporalFailure failure) {
      if (Faults.cancelled(failure)) {
        return stoppedBy(stopped == null ? "it was cancelled" : stopped);
      }
      return new RolloutEnd.Failed(
          new Trouble.Refused(start.service().service().value(), Faults.words(failure)));
    }
  }

  private static RolloutEnd stoppedBy(String why) {
    return new RolloutEnd.Failed(new Trouble.Stopped("the release", why));
  }

  @Override
  public void stop(String why) {
    stopped = why;
    if (work != null) {
      work.cancel(why);
    }
  }

  @Override
  public void hold(String why, long number) {
    hold.say(true, number);
    progress.held(hold.isHeld());
  }

  @Override
  public void resume(long number) {
    hold.say(false, number);
    progress.held(hold.isHeld());
  }
}
