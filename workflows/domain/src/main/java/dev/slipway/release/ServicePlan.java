package dev.slipway.release;

import dev.slipway.artifact.Digest;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.VerifyPlan;
import java.util.List;

/**
 * @param version what people call it, normalised without a leading v
 * @param changes wanted values, in the order in which workloads are changed
 */
public record ServicePlan(
    ServiceName service,
    SiteName site,
    String version,
    List<WorkloadChange> changes,
    Strategy strategy,
    VerifyPlan verify) {
  public ServicePlan {
    changes = List.copyOf(changes);
  }

  public List<WorkloadRef> workloads() {
    return changes.stream().map(WorkloadChange::workload).toList();
  }

  public List<Digest> digests() {
    return changes.stream()
        .flatMap(c -> c.images().stream())
        .flatMap(i -> i.image().digest().stream())
        .distinct()
        .toList();
  }
}
