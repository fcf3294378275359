package dev.slipway.snapshot;

import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.WorkloadChange;
import java.time.Instant;

/** The last state of one workload that a run recorded as good, with the run that did. */
public record LastGood(ServiceName service, WorkloadChange state, RunId run, Instant at) {}
