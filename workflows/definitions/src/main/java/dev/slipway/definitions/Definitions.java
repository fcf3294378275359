package dev.slipway.definitions;

import dev.slipway.definitions.environment.EnvironmentWorkflowImpl;
import dev.slipway.definitions.release.LastWordWorkflowImpl;
import dev.slipway.definitions.release.PlanningWorkflowImpl;
import dev.slipway.definitions.release.ReleaseWorkflowImpl;
import dev.slipway.definitions.release.RollbackWorkflowImpl;
import dev.slipway.definitions.rollout.AdoptionWorkflowImpl;
import dev.slipway.definitions.rollout.RolloutWorkflowImpl;

/** Every workflow implementation of this build. */
public final class Definitions {
  private Definitions() {}

  public static Class<?>[] all() {
    return new Class<?>[] {
      AdoptionWorkflowImpl.class,
      EnvironmentWorkflowImpl.class,
      LastWordWorkflowImpl.class,
      PlanningWorkflowImpl.class,
      ReleaseWorkflowImpl.class,
      RollbackWorkflowImpl.class,
      RolloutWorkflowImpl.class
    };
  }
}
