package dev.slipway.contract.release;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Tells people of the end of a run that was ended in Temporal and can tell nobody itself. Holds no
 * lock and changes nothing.
 */
@WorkflowInterface
public interface LastWordWorkflow {
  @WorkflowMethod(name = "LastWord")
  void run(LastWordStart start);
}
