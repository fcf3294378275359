package dev.slipway.definitions.release;

import dev.slipway.release.RunEnd;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;

/** Whether a release may begin to change something. */
sealed interface Admission {
  /**
   * @param snapshots what was found under the lock: the way back
   */
  record Granted(List<WorkloadSnapshot> snapshots) implements Admission {
    public Granted {
      snapshots = List.copyOf(snapshots);
    }
  }

  record Denied(RunEnd end) implements Admission {}
}
