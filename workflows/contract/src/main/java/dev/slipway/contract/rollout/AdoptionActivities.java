package dev.slipway.contract.rollout;

import io.temporal.activity.ActivityInterface;

/** Reads what runs in a namespace, so that documents can be written for it. Changes nothing. */
@ActivityInterface(namePrefix = "Adoption")
public interface AdoptionActivities {
  /** Final: NOT_FOUND when the namespace does not exist. */
  AdoptionResult look(AdoptionRequest request);
}
