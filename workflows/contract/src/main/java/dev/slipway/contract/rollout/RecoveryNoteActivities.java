package dev.slipway.contract.rollout;

import dev.slipway.rollout.ChangeResult;
import io.temporal.activity.ActivityInterface;

/**
 * The way back for people without Slipway: a ConfigMap with the recorded state and plain kubectl
 * commands.
 */
@ActivityInterface(namePrefix = "RecoveryNote")
public interface RecoveryNoteActivities {
  /**
   * Server-side apply of ConfigMap {@code slipway-recovery-<service>} in each namespace concerned.
   */
  ChangeResult write(RecoveryNote note);
}
