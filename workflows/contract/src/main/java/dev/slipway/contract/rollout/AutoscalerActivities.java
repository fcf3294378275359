package dev.slipway.contract.rollout;

import io.temporal.activity.ActivityInterface;

/** A14 for releases: only VPA eviction is paused; horizontal autoscalers stay active. */
@ActivityInterface(namePrefix = "Autoscaler")
public interface AutoscalerActivities {
  /**
   * Sets updateMode to Initial on every VPA of the workload, keeping the original mode on the
   * object under our mark. Changes nothing when the same operation, or one with a higher token, has
   * resumed eviction before: an attempt that hung and acts late.
   */
  AutoscalerResult pauseEviction(AutoscalerRequest request);

  /**
   * Puts the kept modes back, and leaves a mark that this operation is over, also when there is
   * nothing to put back.
   */
  AutoscalerResult resumeEviction(AutoscalerRequest request);
}
