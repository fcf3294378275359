package dev.slipway.contract.rollout;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * One service's change, child of a release or a rollback. Forward to new values or back to recorded
 * ones.
 */
@WorkflowInterface
public interface RolloutWorkflow {
  @WorkflowMethod(name = "Rollout")
  RolloutReport run(RolloutStart start);

  /**
   * Stop advancing, keep watching; a Deployment under way is paused.
   *
   * @param number grows with each hold and resume of a run, because Temporal may deliver two that
   *     are under way together in either order; 0 from builds that did not count
   */
  @SignalMethod
  void hold(String why, long number);

  /**
   * @param number as in {@link #hold}
   */
  @SignalMethod
  void resume(long number);

  /**
   * End now, wherever it is, and report: a signal and not a cancellation, whose result would be
   * lost.
   */
  @SignalMethod
  void stop(String why);
}
