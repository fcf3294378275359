package dev.slipway.bench.bare;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** So many activities. */
@WorkflowInterface
public interface BareChildWorkflow {
  @WorkflowMethod(name = "BareChild")
  void run(int activities, boolean together);
}
