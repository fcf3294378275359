package dev.slipway.rollout;

import java.util.List;

/**
 * The wanted value of each declared field of one workload. Absolute, so that it serves forward,
 * backward and as a record of what is; everything not named here stays as it is.
 */
public record WorkloadChange(
    WorkloadRef workload, List<ContainerImage> images, List<ConfigSetting> config) {
  public WorkloadChange {
    images = List.copyOf(images);
    config = List.copyOf(config);
  }

  public boolean sameFieldsAs(WorkloadChange other) {
    return images.equals(other.images) && config.equals(other.config);
  }
}
