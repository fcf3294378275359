package dev.slipway.kubernetes;

import java.util.List;

/**
 * One look at a rollout under way.
 *
 * @param fresh pods of the newest revision that are neither terminating nor over; empty while the
 *     controller has not seen the change yet, so that an old pod is never taken for a new one
 * @param stale other pods that are neither terminating nor over
 */
record RolloutView(LiveWorkload workload, List<PodLook> fresh, List<PodLook> stale) {
  RolloutView {
    fresh = List.copyOf(fresh);
    stale = List.copyOf(stale);
  }

  boolean seenByController() {
    return workload.progress().observedGeneration() >= workload.generation();
  }

  String progress() {
    return workload.ref() + ": " + workload.progressText();
  }
}
