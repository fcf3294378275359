package dev.slipway.snapshot;

import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One workload as found, taken by A04.
 *
 * @param present declared fields as found; images by running digest where all ready pods agree
 * @param uid identity of the object: a recreated one is another object
 * @param owner who manages the workload (Helm, Argo CD, Flux, Flagger, Argo Rollouts), null when
 *     nobody else does
 * @param autoscalers names of autoscalers that act on it, as {@code
 *     HorizontalPodAutoscaler/backend}
 */
public record WorkloadSnapshot(
    ServiceName service,
    SiteName site,
    WorkloadChange present,
    int replicas,
    boolean paused,
    String uid,
    long generation,
    @Nullable String owner,
    List<String> autoscalers,
    Instant takenAt) {
  public WorkloadSnapshot {
    autoscalers = List.copyOf(autoscalers);
  }

  public WorkloadRef workload() {
    return present.workload();
  }

  /** Whether a later look found other declared fields or another object. */
  public boolean differsFrom(WorkloadSnapshot other) {
    return !uid.equals(other.uid) || !present.sameFieldsAs(other.present);
  }
}
