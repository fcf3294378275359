package dev.slipway.snapshot;

import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.WorkloadRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A workload that runs somewhere and that no document may know yet: what is needed to write a
 * minimal one.
 *
 * @param config objects that its template names
 * @param services Services that select its pods
 * @param owner who manages it, null when nobody but people does
 */
public record FoundWorkload(
    WorkloadRef workload,
    int replicas,
    List<Container> containers,
    List<Reference> config,
    List<Service> services,
    @Nullable String owner) {
  public FoundWorkload {
    containers = List.copyOf(containers);
    config = List.copyOf(config);
    services = List.copyOf(services);
  }

  /**
   * @param image as the template names it, whether valid for a release or not
   * @param ports container ports
   * @param healthPath path of its HTTP readiness probe, null when it has none
   */
  public record Container(
      String name, boolean init, String image, List<Integer> ports, @Nullable String healthPath) {
    public Container {
      ports = List.copyOf(ports);
    }
  }

  public record Reference(ConfigKind kind, String name) {}

  public record Service(String name, List<Integer> ports) {
    public Service {
      ports = List.copyOf(ports);
    }
  }
}
