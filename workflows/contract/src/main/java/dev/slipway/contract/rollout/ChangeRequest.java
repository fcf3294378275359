package dev.slipway.contract.rollout;

import dev.slipway.name.OperationKey;
import dev.slipway.rollout.WorkloadChange;
import java.util.List;

/**
 * @param from every value that may be found; anything else is a Conflict
 */
public record ChangeRequest(
    OperationKey key, long token, WorkloadChange to, List<WorkloadChange> from) {
  public ChangeRequest {
    from = List.copyOf(from);
  }
}
