package dev.slipway.definitions.release;

import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;

/**
 * Which workloads have a vertical autoscaler that could evict pods in the middle of a change
 * (AIW-66).
 */
final class Evictable {
  private Evictable() {}

  static List<WorkloadRef> of(List<WorkloadSnapshot> snapshots) {
    return snapshots.stream()
        .filter(s -> !s.verticalAutoscalers().isEmpty())
        .map(WorkloadSnapshot::workload)
        .toList();
  }
}
