package dev.slipway.kubernetes;

import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Writes the way back as plain kubectl commands. It only puts the recorded fields back; what else
 * changed since stays. Each patch tests the names of the containers it hits, so that a template
 * whose containers were reordered is refused instead of mangled.
 */
final class RestoreScript {
  private final Function<Object, String> json;

  RestoreScript(Function<Object, String> json) {
    this.json = json;
  }

  /**
   * @param live the workloads as they are now, in the order of the snapshots
   */
  String of(String service, List<WorkloadSnapshot> snapshots, Map<WorkloadRef, LiveWorkload> live) {
    var script = new StringBuilder();
    script.append("#!/bin/sh\n");
    script
        .append("# Puts ")
        .append(service)
        .append(" back to what it was before the release. Needs only kubectl.\n");
    script.append("set -eu\n");
    for (WorkloadSnapshot snapshot : snapshots) {
      append(script, snapshot, live.get(snapshot.workload()));
    }
    return script.toString();
  }

  private void append(StringBuilder script, WorkloadSnapshot snapshot, LiveWorkload live) {
    WorkloadRef ref = snapshot.workload();
    String object = ref.kind().kubernetes().toLowerCase(Locale.ROOT) + "/" + ref.name();
    script
        .append("\n# ")
        .append(ref)
        .append("\nkubectl -n ")
        .append(ref.namespace())
        .append(" patch ")
        .append(object)
        .append(" --type=json -p '")
        .append(patch(snapshot, live))
        .append("'\n");
    script
        .append("kubectl -n ")
        .append(ref.namespace())
        .append(" rollout status ")
        .append(object)
        .append(" --timeout=300s\n");
  }

  /** The JSON patch that restores one workload. */
  String patch(WorkloadSnapshot snapshot, LiveWorkload live) {
    var patch = FieldPatch.untied();
    for (FieldSpot spot : new FieldSpots(live).of(snapshot.present(), List.of())) {
      if (!spot.guard().equals(spot.pointer())) {
        patch.test(spot.guard(), spot.guardValue());
      }
      patch.set(spot.pointer(), spot.wanted());
    }
    if (snapshot.workload().kind() == WorkloadKind.DEPLOYMENT) {
      patch.set("/spec/paused", false);
    }
    return json.apply(patch.steps());
  }
}
