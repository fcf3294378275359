package dev.slipway.contract.release;

import dev.slipway.release.ReleasePlan;
import dev.slipway.release.RollbackRequest;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;

/**
 * @param plan the plan of the run to take back
 * @param target what each workload was before it, as that run recorded it
 */
public record RollbackStart(
    RollbackRequest request, ReleasePlan plan, List<WorkloadSnapshot> target) {
  public RollbackStart {
    target = List.copyOf(target);
  }
}
