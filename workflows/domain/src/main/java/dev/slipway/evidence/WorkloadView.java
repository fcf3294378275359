package dev.slipway.evidence;

import dev.slipway.rollout.WorkloadRef;

/**
 * @param detail what was last told of it; may be empty
 */
public record WorkloadView(WorkloadRef workload, WorkloadState state, String detail) {}
