package dev.slipway.contract.release;

import dev.slipway.gate.Answer;
import dev.slipway.lock.LockAnswer;
import dev.slipway.release.RunEnd;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Back to the state recorded before a run, by request (P11). */
@WorkflowInterface
public interface RollbackWorkflow {
  @WorkflowMethod(name = "Rollback")
  RunEnd run(RollbackStart start);

  @SignalMethod
  void lock(LockAnswer answer);

  @SignalMethod
  void child(ChildNews news);

  @UpdateMethod
  Answer abort(Order order);
}
