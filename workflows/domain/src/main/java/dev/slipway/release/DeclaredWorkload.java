package dev.slipway.release;

import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.WorkloadRef;
import java.util.List;

/** Which fields of which workload a service declares as ours to change. */
public record DeclaredWorkload(
    ServiceName service,
    SiteName site,
    WorkloadRef workload,
    List<DeclaredContainer> containers,
    List<ConfigSlot> config) {
  public DeclaredWorkload {
    containers = List.copyOf(containers);
    config = List.copyOf(config);
  }
}
