package dev.slipway.snapshot;

import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.WorkloadChange;

/** A state of one workload that an open run may be bringing about right now, forward or back. */
public record Intent(RunId run, ServiceName service, WorkloadChange state) {}
