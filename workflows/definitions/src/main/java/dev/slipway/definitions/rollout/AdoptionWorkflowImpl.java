package dev.slipway.definitions.rollout;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.rollout.AdoptionActivities;
import dev.slipway.contract.rollout.AdoptionResult;
import dev.slipway.contract.rollout.AdoptionStart;
import dev.slipway.contract.rollout.AdoptionWorkflow;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.release.RunState;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** See {@link AdoptionWorkflow}. */
public final class AdoptionWorkflowImpl implements AdoptionWorkflow {
  /** Somebody waits for the answer at a keyboard. */
  private static final Duration BUDGET = Duration.ofSeconds(45);

  @Override
  public AdoptionResult run(AdoptionStart start) {
    AdoptionResult found = look(start);
    RunState end = found.refusal() == null ? RunState.SUCCEEDED : RunState.REFUSED;
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(end.name()));
    return found;
  }

  /** What a site says no to is its answer; only a site that does not answer is a failure. */
  private static AdoptionResult look(AdoptionStart start) {
    try {
      return Stubs.at(
              start.site(),
              AdoptionActivities.class,
              BUDGET,
              "look at namespace " + start.request().namespace())
          .look(start.request());
    } catch (ActivityFailure failure) {
      return refusal(failure)
          .map(refusal -> new AdoptionResult(List.of(), refusal))
          .orElseThrow(() -> failure);
    }
  }

  private static Optional<AdoptionResult.Refusal> refusal(ActivityFailure failure) {
    return Faults.finalFault(failure)
        .flatMap(
            fault ->
                Arrays.stream(FailureType.values())
                    .filter(type -> type.name().equals(fault.getType()))
                    .findFirst())
        .map(type -> new AdoptionResult.Refusal(type, Faults.words(failure)));
  }
}
