package dev.slipway.kubernetes;

import dev.slipway.rollout.WorkloadKind;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;

/**
 * Frees a StatefulSet whose broken pod is in the way of its own replacement: the controller waits
 * for it to become ready before it replaces it, so a way back would never end (kubernetes#67250).
 */
final class StuckPods {
  private final KubernetesClient client;

  StuckPods(KubernetesClient client) {
    this.client = client;
  }

  /**
   * Deletes pods of an outdated revision that crash or cannot start, one that was seen so exactly.
   */
  void release(RolloutView view) {
    boolean concerned =
        view.workload().ref().kind() == WorkloadKind.STATEFUL_SET
            && view.seenByController()
            && view.workload().revision() != null;
    if (concerned) {
      view.stale().stream().filter(StuckPods::isBroken).forEach(this::delete);
    }
  }

  private static boolean isBroken(PodLook pod) {
    return !pod.ready()
        && pod.containers().stream()
            .anyMatch(
                one ->
                    "CrashLoopBackOff".equals(one.waiting())
                        || "CreateContainerConfigError".equals(one.waiting())
                        || PullTrouble.isPull(one.waiting()));
  }

  private void delete(PodLook pod) {
    try {
      client.resource(pod.pod()).lockResourceVersion().delete();
    } catch (KubernetesClientException fault) {
      // gone or changed since: the next look tells
      if (fault.getCode() != 404 && fault.getCode() != 409) {
        throw KubernetesFaults.failure("delete the broken pod " + pod.name(), fault);
      }
    }
  }
}
