package dev.slipway.definitions.rollout;

import dev.slipway.contract.release.ChildNews;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.evidence.Fact;
import dev.slipway.rollout.Trouble;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Workflow;

/**
 * Tells the parent that something is ill or well again, and notes it. A parent that is gone is no
 * reason to stop.
 */
final class News {
  private final RolloutStart start;
  private final Journal journal;

  News(RolloutStart start, Journal journal) {
    this.start = start;
    this.journal = journal;
  }

  void ill(String system, String what) {
    journal.note(new Fact.SystemIll(named(system), what));
    journal.tell();
    send(new ChildNews(start.service().service(), system, new Trouble.Unseen(system, what)));
  }

  void well(String system) {
    journal.note(new Fact.SystemWell(named(system)));
    send(new ChildNews(start.service().service(), system, null));
  }

  /** All is changed; from now on it is only looked at. */
  void verifies() {
    send(ChildNews.verifies(start.service().service()));
  }

  /** Of two services that suffer from one system the first to recover must not speak for both. */
  private String named(String system) {
    return "%s (for %s)".formatted(system, start.service().service());
  }

  private void send(ChildNews message) {
    ExternalWorkflowStub parent = Workflow.newUntypedExternalWorkflowStub(start.parentWorkflowId());
    try {
      parent.signal("child", message);
    } catch (TemporalFailure gone) {
      if (Faults.cancelled(gone)) {
        throw gone;
      }
      Workflow.getLogger(News.class).warn("nobody to tell: {}", message);
    }
  }
}
