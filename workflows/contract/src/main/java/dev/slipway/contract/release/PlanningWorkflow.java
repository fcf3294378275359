package dev.slipway.contract.release;

import dev.slipway.release.Planned;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * What only a site can see: digests, present state, preflight. Changes nothing; may be run alone.
 */
@WorkflowInterface
public interface PlanningWorkflow {
  @WorkflowMethod(name = "Planning")
  Planned run(ReleaseStart start);
}
