package dev.slipway.definitions.release;

import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.release.ConfigSlot;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import java.time.Duration;
import java.util.List;

/** Looks at workloads, all at once (A04). */
final class Snapshots {
  private Snapshots() {}

  static List<WorkloadSnapshot> take(List<DeclaredWorkload> declared, Duration budget) {
    return ask(declared, budget).stream().map(Promise::get).toList();
  }

  static List<Promise<WorkloadSnapshot>> ask(List<DeclaredWorkload> declared, Duration budget) {
    return declared.stream()
        .map(
            d ->
                Async.function(
                    Stubs.at(
                            d.site(),
                            WorkloadActivities.class,
                            budget,
                            "snapshot of " + d.workload())
                        ::snapshot,
                    new SnapshotRequest(d)))
        .toList();
  }

  /** What a plan declares as ours to change, read back from its changes. */
  static List<DeclaredWorkload> declared(ReleasePlan plan) {
    return plan.services().stream()
        .flatMap(s -> s.changes().stream().map(c -> declared(s, c)))
        .toList();
  }

  private static DeclaredWorkload declared(ServicePlan service, WorkloadChange change) {
    return new DeclaredWorkload(
        service.service(),
        service.site(),
        change.workload(),
        change.images().stream().map(i -> new DeclaredContainer(i.container(), i.init())).toList(),
        change.config().stream().map(c -> new ConfigSlot(c.kind(), c.slot())).toList());
  }

  static boolean changed(List<WorkloadSnapshot> before, List<WorkloadSnapshot> now) {
    return now.stream()
        .anyMatch(
            n ->
                before.stream()
                    .filter(b -> b.workload().equals(n.workload()))
                    .findFirst()
                    .map(n::differsFrom)
                    .orElse(true));
  }
}
