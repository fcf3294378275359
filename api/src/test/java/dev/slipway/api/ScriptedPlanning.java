package dev.slipway.api;

import dev.slipway.contract.release.PlanningWorkflow;
import dev.slipway.contract.release.ReleaseStart;
import dev.slipway.release.Planned;
import io.temporal.workflow.Workflow;
import java.time.Instant;

/** Planning without a site. */
public final class ScriptedPlanning implements PlanningWorkflow {
  @Override
  public Planned run(ReleaseStart start) {
    return ScriptedSite.plan(start, Instant.ofEpochMilli(Workflow.currentTimeMillis()));
  }
}
