package dev.slipway.definitions.rollout;

import dev.slipway.contract.rollout.AdoptionActivities;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.contract.rollout.AdoptionStart;
import dev.slipway.contract.rollout.AdoptionWorkflow;
import dev.slipway.definitions.run.Stubs;
import java.time.Duration;

/** See {@link AdoptionWorkflow}. */
public final class AdoptionWorkflowImpl implements AdoptionWorkflow {
  /** Somebody waits for the answer at a keyboard. */
  private static final Duration BUDGET = Duration.ofSeconds(45);

  @Override
  public AdoptionResult run(AdoptionStart start) {
    return Stubs.at(
            start.site(),
            AdoptionActivities.class,
            BUDGET,
            "look at namespace " + start.request().namespace())
        .look(start.request());
  }
}
