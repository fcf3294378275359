package dev.slipway.definitions.release;

import dev.slipway.release.Memory;
import dev.slipway.snapshot.LastGood;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people call the versions that were found running. */
final class Versions {
  private Versions() {}

  /** Only what a run of ours left exactly like this has a name that can be trusted. */
  static List<WorkloadSnapshot> named(List<WorkloadSnapshot> found, Memory memory) {
    return found.stream().map(snapshot -> snapshot.withVersion(version(snapshot, memory))).toList();
  }

  private static @Nullable String version(WorkloadSnapshot found, Memory memory) {
    return memory.lastGood().stream()
        .filter(good -> good.service().equals(found.service()))
        .filter(good -> good.state().workload().equals(found.workload()))
        .filter(good -> good.state().sameFieldsAs(found.present()))
        .map(LastGood::version)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The version of a service; null when its workloads have none, or not one and the same. */
  static @Nullable String of(List<WorkloadSnapshot> service) {
    List<@Nullable String> all = new java.util.ArrayList<>();
    service.forEach(snapshot -> all.add(snapshot.version()));
    return all.stream().distinct().count() == 1 ? all.getFirst() : null;
  }
}
