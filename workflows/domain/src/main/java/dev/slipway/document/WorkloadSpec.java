package dev.slipway.document;

import dev.slipway.rollout.WorkloadKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One workload of a service and the fields of it that a release may change. */
public record WorkloadSpec(
    @Says(value = "Kind of the workload.", otherwise = "Deployment") @Nullable WorkloadKind kind,
    @Says(value = "Name of the object.", shape = Shape.NAME, otherwise = "the service's name")
        @Nullable String name,
    @Says(
            value = "Namespace of the object.",
            shape = Shape.LABEL,
            otherwise = "the service's namespace")
        @Nullable String namespace,
    @Says(
            value = "Containers whose images a release sets; all others stay as they are.",
            min = "1",
            max = "20")
        List<ContainerSpec> containers,
    @Says(value = "References to configuration that a release may change.", max = "50")
        @Nullable List<ConfigRef> config) {

  public WorkloadSpec {
    containers = List.copyOf(containers);
    config = config == null ? null : List.copyOf(config);
  }
}
