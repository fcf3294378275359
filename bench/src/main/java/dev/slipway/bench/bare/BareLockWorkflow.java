package dev.slipway.bench.bare;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Answers whoever asks, as an environment does. */
@WorkflowInterface
public interface BareLockWorkflow {
  @WorkflowMethod(name = "BareLock")
  void run();

  @SignalMethod
  void acquire(String workflowId);

  @SignalMethod
  void giveBack(String workflowId);
}
