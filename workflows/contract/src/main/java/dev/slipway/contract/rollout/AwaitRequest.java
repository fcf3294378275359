package dev.slipway.contract.rollout;

import dev.slipway.rollout.WorkloadChange;

/**
 * @param illnessKnown the caller holds already: do not report an ill platform again, but say when
 *     nothing has been ill for some seconds
 * @param blame whether crashes of new pods are reported; on the way back only completion counts
 */
public record AwaitRequest(
    WorkloadChange wanted, long token, boolean illnessKnown, boolean blame) {}
