package dev.slipway.documents;

import dev.slipway.document.ConfigRef;
import dev.slipway.rollout.WorkloadKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One workload as found in a cluster.
 *
 * @param containers ordinary and init containers, in the order of the template
 * @param config ConfigMaps and Secrets that the template names, as found
 * @param endpoints Services of the cluster whose selector matches the pods
 * @param owner tool that manages it, such as {@code Helm}; null when none does
 */
public record AdoptedWorkload(
    String namespace,
    WorkloadKind kind,
    String name,
    List<Container> containers,
    List<ConfigRef> config,
    List<Endpoint> endpoints,
    @Nullable String owner) {

  public AdoptedWorkload {
    containers = List.copyOf(containers);
    config = List.copyOf(config);
    endpoints = List.copyOf(endpoints);
  }

  /**
   * One container.
   *
   * @param image as the template names it
   * @param probePath path of its HTTP readiness probe; null when it has none
   */
  public record Container(String name, boolean init, String image, @Nullable String probePath) {}

  /** One Service in front of the pods. */
  public record Endpoint(String service, int port) {}
}
