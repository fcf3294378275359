package dev.slipway.contract.rollout;

import dev.slipway.name.OperationKey;
import dev.slipway.rollout.WorkloadRef;

/**
 * @param token fencing token of the run; a rest that a run with a higher one ordered stays
 */
public record AutoscalerRequest(OperationKey key, WorkloadRef workload, long token) {}
