package dev.slipway.definitions.release;

import dev.slipway.compensation.Undo;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.List;

/** The plan that brings a service back: its recorded values in reverse order, then its pods. */
final class WayBack {
  private WayBack() {}

  static ServicePlan of(Undo.RestoreService restore, ReleasePlan plan) {
    List<WorkloadChange> back = restore.back().reversed();
    List<VerifyStep> pods = back.stream().map(WayBack::pods).toList();
    return new ServicePlan(
        restore.service(),
        restore.site(),
        version(restore),
        back,
        plan.service(restore.service()).strategy(),
        new VerifyPlan(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(5), pods));
  }

  static String version(Undo.RestoreService restore) {
    return restore.version() == null ? "the recorded state" : restore.version();
  }

  private static VerifyStep pods(WorkloadChange change) {
    return new VerifyStep.Pods("pods of " + change.workload().name(), false, change.workload());
  }
}
