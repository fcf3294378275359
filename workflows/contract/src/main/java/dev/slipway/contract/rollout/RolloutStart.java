package dev.slipway.contract.rollout;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import java.time.Duration;
import java.util.List;

/**
 * @param parentWorkflowId whom to send {@code child} news
 * @param token fencing token of this act; an undo's is higher than its act's
 * @param evictable workloads with a vertical autoscaler, whose eviction is paused meanwhile
 * @param back whether this is the way back
 * @param lookOnly nothing is written: what was brought back before is only looked at
 * @param from values that may be found before the change: anything else is somebody else's
 */
public record RolloutStart(
    RunId run,
    String parentWorkflowId,
    EnvironmentName environment,
    ServicePlan service,
    List<WorkloadChange> from,
    List<WorkloadRef> evictable,
    boolean back,
    boolean lookOnly,
    long token,
    Duration retryBudget) {
  public RolloutStart {
    from = List.copyOf(from);
    evictable = List.copyOf(evictable);
  }
}
