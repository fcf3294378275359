package dev.slipway.snapshot;

import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.rollout.WorkloadChange;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last state of one workload that a run recorded as good, with the run that did.
 *
 * @param version what people call it, without a leading v; null when the run did not know
 */
public record LastGood(
    ServiceName service, WorkloadChange state, RunId run, Instant at, @Nullable String version) {
  /** A state that nobody has a name for. */
  public LastGood(ServiceName service, WorkloadChange state, RunId run, Instant at) {
    this(service, state, run, at, null);
  }
}
