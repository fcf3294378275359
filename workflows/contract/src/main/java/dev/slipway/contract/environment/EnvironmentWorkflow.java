package dev.slipway.contract.environment;

import dev.slipway.gate.Answer;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.LockSpace;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** One per environment, lives for ever by continue-as-new. Asked and answered by signals. */
@WorkflowInterface
public interface EnvironmentWorkflow {
  @WorkflowMethod(name = "Environment")
  void run(EnvironmentStart start);

  /**
   * Ask for all scopes of a run. Asking again is harmless. Answered by {@code
   * ReleaseWorkflow.lock}.
   */
  @SignalMethod
  void acquire(LockRequest request);

  /** The run gives its lock back or leaves the queue. */
  @SignalMethod
  void giveBack(RunId run);

  /** New freeze windows, sent whenever the environment's document changes. */
  @SignalMethod
  void configure(EnvironmentRules rules);

  @UpdateMethod
  Answer stop(StopOrder order);

  @UpdateMethod
  Answer lift(LiftOrder order);

  @UpdateMethod
  Answer breakLock(BreakOrder order);

  /** For debugging only; nothing on the control path asks it. */
  @QueryMethod
  LockSpace space();
}
