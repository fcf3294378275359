package dev.slipway.definitions.rollout;

import dev.slipway.contract.rollout.AutoscalerActivities;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Patience;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.evidence.Fact;
import dev.slipway.name.OperationKey;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.workflow.Workflow;
import java.time.Instant;

/**
 * The steps of a rolling rollout in order. Each leaves the world in a state that the next attempt
 * recognises.
 */
final class Steps {
  private final RolloutStart start;
  private final Journal journal;
  private final Hold hold;
  private final Patience patience;
  private final Watch watch;
  private final Verification verification;
  private boolean evictionPaused;

  Steps(RolloutStart start, Journal journal, Hold hold, News news) {
    this.start = start;
    this.journal = journal;
    this.hold = hold;
    patience = new Patience(news::ill, news::well);
    watch = new Watch(start, journal, hold, news, patience);
    verification = new Verification(start, journal, hold, news);
  }

  RolloutEnd run() {
    intend();
    pauseEviction();
    Instant began = Journal.now();
    int pods = 0;
    for (WorkloadChange change : start.service().changes()) {
      Workflow.await(() -> !hold.isHeld());
      ChangeResult result = change(change);
      if (result instanceof ChangeResult.Conflict conflict) {
        return new RolloutEnd.Failed(
            new Trouble.Contested(change.workload() + ": " + conflict.found()));
      }
      Watch.Seen seen = watch.until(change);
      if (seen.trouble() != null) {
        return new RolloutEnd.Failed(seen.trouble());
      }
      pods += seen.pods();
    }
    Trouble trouble = verification.run(began);
    return trouble == null ? new RolloutEnd.Done(pods) : new RolloutEnd.Failed(trouble);
  }

  /**
   * What is about to be done is in the ledger before it is done; on the way back the ledger is only
   * told.
   */
  private void intend() {
    for (WorkloadChange change : start.service().changes()) {
      journal.note(
          new Fact.ChangeIntended(
              start.service().service(), key("change", change.workload()), change));
    }
    if (start.back()) {
      journal.tell();
    } else {
      journal.secure();
    }
  }

  private ChangeResult change(WorkloadChange change) {
    OperationKey key = key("change", change.workload());
    var from = start.from().stream().filter(f -> f.workload().equals(change.workload())).toList();
    WorkloadActivities workloads =
        Stubs.at(
            start.service().site(),
            WorkloadActivities.class,
            start.retryBudget(),
            "set " + change.workload());
    ChangeResult result =
        patience.with(
            "kubernetes of " + start.service().site(),
            () -> workloads.change(new ChangeRequest(key, start.token(), change, from)));
    journal.note(new Fact.ChangeMade(start.service().service(), key, change.workload(), result));
    journal.tell();
    return result;
  }

  private OperationKey key(String step, WorkloadRef workload) {
    return OperationKey.of(Workflow.getInfo().getWorkflowId(), step, workload.target());
  }

  private void pauseEviction() {
    for (WorkloadRef workload : start.evictable()) {
      evictionPaused = true;
      patience.with(
          "kubernetes of " + start.service().site(),
          () ->
              autoscalers("pause eviction of " + workload)
                  .pauseEviction(new AutoscalerRequest(key("vpa", workload), workload)));
    }
  }

  /**
   * Always runs, also after a cancellation; on the way back also when an earlier rollout died
   * before it could.
   */
  void resumeEviction() {
    if (!evictionPaused && !start.back()) {
      return;
    }
    for (WorkloadRef workload : start.evictable()) {
      patience.with(
          "kubernetes of " + start.service().site(),
          () ->
              autoscalers("resume eviction of " + workload)
                  .resumeEviction(new AutoscalerRequest(key("vpa", workload), workload)));
    }
  }

  private AutoscalerActivities autoscalers(String summary) {
    return Stubs.at(
        start.service().site(), AutoscalerActivities.class, start.retryBudget(), summary);
  }
}
