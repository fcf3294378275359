package dev.slipway.definitions.rollout;

import dev.slipway.contract.rollout.RolloutReport;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.RolloutWorkflow;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.evidence.Fact;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;

/** See {@link RolloutWorkflow}. Leaves autoscalers as it found them, however it ends. */
public final class RolloutWorkflowImpl implements RolloutWorkflow {
  private final RolloutStart start;
  private final Journal journal;
  private final Hold hold = new Hold();
  private final News news;
  private final Steps steps;

  @WorkflowInit
  public RolloutWorkflowImpl(RolloutStart start) {
    this.start = start;
    journal = new Journal(start.run(), start.environment(), Workflow.getInfo().getWorkflowId());
    news = new News(start, journal);
    steps = new Steps(start, journal, hold, news);
  }

  @Override
  public RolloutReport run(RolloutStart ignored) {
    journal.note(new Fact.RolloutStarted(start.service().service(), start.back()));
    RolloutEnd end = attempt();
    Workflow.newDetachedCancellationScope(steps::resumeEviction).run();
    journal.note(new Fact.RolloutEnded(start.service().service(), start.back(), end));
    return new RolloutReport(end, journal.unsaid());
  }

  private RolloutEnd attempt() {
    try {
      return steps.run();
    } catch (TemporalFailure failure) {
      if (Faults.cancelled(failure)) {
        return new RolloutEnd.Failed(new Trouble.Stopped("the release", "it was told to stop"));
      }
      return new RolloutEnd.Failed(
          new Trouble.BadChange(
              start.service().service().value(), Faults.words(failure), List.of()));
    }
  }

  @Override
  public void hold(String why) {
    hold.begin();
  }

  @Override
  public void resume() {
    hold.end();
  }
}
