package dev.slipway.contract.rollout;

import io.temporal.activity.ActivityInterface;

/** A14 for releases: only VPA eviction is paused; horizontal autoscalers stay active. */
@ActivityInterface(namePrefix = "Autoscaler")
public interface AutoscalerActivities {
  /**
   * Sets updateMode to Initial on every VPA of the workload, keeping the original mode on the
   * object under our mark.
   */
  AutoscalerResult pauseEviction(AutoscalerRequest request);

  /** Puts the kept modes back. Harmless when there is nothing to put back. */
  AutoscalerResult resumeEviction(AutoscalerRequest request);
}
