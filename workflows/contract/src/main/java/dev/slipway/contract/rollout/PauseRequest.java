package dev.slipway.contract.rollout;

import dev.slipway.name.OperationKey;
import dev.slipway.rollout.WorkloadRef;

public record PauseRequest(OperationKey key, long token, WorkloadRef workload, boolean paused) {}
