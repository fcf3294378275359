package dev.slipway.definitions.rollout;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.rollout.WorkloadChange;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which digests can be guilty: only those that this rollout brings. What ran before and still runs
 * is not to blame, and a change of configuration alone makes no image bad.
 */
final class Blame {
  private Blame() {}

  static List<Digest> of(RolloutStart start) {
    if (start.back()) {
      return List.of();
    }
    List<WorkloadChange> wanted = start.service().changes();
    List<Digest> before =
        start.from().stream().filter(f -> !wanted.contains(f)).flatMap(Blame::digests).toList();
    return wanted.stream()
        .filter(change -> changes(change, start))
        .flatMap(Blame::digests)
        .filter(digest -> !before.contains(digest))
        .distinct()
        .toList();
  }

  private static boolean changes(WorkloadChange change, RolloutStart start) {
    return start.from().stream()
        .anyMatch(f -> f.workload().equals(change.workload()) && !f.sameFieldsAs(change));
  }

  private static Stream<Digest> digests(WorkloadChange change) {
    return change.images().stream().flatMap(i -> i.image().digest().stream());
  }
}
