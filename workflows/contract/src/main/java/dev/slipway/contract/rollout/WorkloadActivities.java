package dev.slipway.contract.rollout;

import dev.slipway.contract.preflight.Findings;
import dev.slipway.contract.preflight.Questions;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.snapshot.WorkloadSnapshot;
import dev.slipway.verify.StepVerdict;
import io.temporal.activity.ActivityInterface;

/**
 * Looking at and changing workloads of one site. Every method runs at least once: the writing ones
 * look first, act only if needed, and mark what they did with operation key and token.
 */
@ActivityInterface(namePrefix = "Workload")
public interface WorkloadActivities {
  /**
   * A04. Final: NOT_FOUND when the workload does not exist, INVALID when a declared container is
   * not in it.
   */
  WorkloadSnapshot snapshot(SnapshotRequest request);

  /**
   * A06/A10: brings declared images and configuration references to absolute values by JSON patch
   * with {@code test} on the old values and resourceVersion. Conflict when a field is neither
   * wanted nor in {@code from}, or when the object carries a higher token.
   */
  ChangeResult change(ChangeRequest request);

  /**
   * A08/A09: waits until the rollout is complete or says whose trouble it is; heartbeats every
   * second or two and can be cancelled at any heartbeat. Time limits are the caller's.
   */
  RolloutSighting await(AwaitRequest request);

  /**
   * One look of the same kind that never waits: the last word before a time limit is called passed.
   */
  RolloutLook look(AwaitRequest request);

  /** A11: pauses or resumes a Deployment; a StatefulSet is left as it is (AlreadyThere). */
  ChangeResult pause(PauseRequest request);

  /** A09 as a verdict: Ready, wanted digests, no restarts. */
  StepVerdict inspect(InspectRequest request);

  /** A35: counts lines that match, current and previous containers, since a moment. */
  StepVerdict scanLogs(LogScanRequest request);

  /** P02: one cluster-side check. */
  Finding check(Check check);

  /** Many of them in one call; each is answered, or not, for itself. */
  default Findings checks(Questions asked) {
    return Findings.inTurn(asked, this::check);
  }
}
