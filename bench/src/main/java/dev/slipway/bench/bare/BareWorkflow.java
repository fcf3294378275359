package dev.slipway.bench.bare;

import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** As much as a release, and nothing of ours: plan, lock, roll out, give the lock back. */
@WorkflowInterface
public interface BareWorkflow {
  @WorkflowMethod(name = "BareRelease")
  void run(Shape shape, String lock);

  @SignalMethod
  void granted();
}
