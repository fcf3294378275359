package dev.slipway.contract.rollout;

import dev.slipway.name.OperationKey;
import dev.slipway.rollout.WorkloadRef;

public record AutoscalerRequest(OperationKey key, WorkloadRef workload) {}
