package dev.slipway.contract.rollout;

import dev.slipway.rollout.WorkloadChange;
import java.time.Instant;

/**
 * @param since restarts after this moment count
 */
public record InspectRequest(String step, boolean warnOnly, WorkloadChange wanted, Instant since) {}
