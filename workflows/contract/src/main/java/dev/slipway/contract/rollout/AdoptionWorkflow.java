package dev.slipway.contract.rollout;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Looks at one namespace with the eyes of its site, for {@code slipway adopt}. Changes nothing. */
@WorkflowInterface
public interface AdoptionWorkflow {
  @WorkflowMethod(name = "Adoption")
  AdoptionResult run(AdoptionStart start);
}
