package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.math.RoundingMode;

/** How many pods a workload's own update strategy adds and takes away while it rolls. */
final class SurgePlan {
  private final KubernetesClient client;

  SurgePlan(KubernetesClient client) {
    this.client = client;
  }

  /**
   * @param surge pods above the wanted number
   * @param unavailable pods that may be missing
   */
  record Room(int surge, int unavailable) {}

  Room of(LiveWorkload workload) {
    return switch (workload.ref().kind()) {
      case DEPLOYMENT -> deployment(workload);
      // one by one, each gone before its successor comes
      case STATEFUL_SET -> new Room(0, Math.min(1, workload.replicas()));
    };
  }

  private Room deployment(LiveWorkload workload) {
    Deployment found =
        KubernetesFaults.calling(
            "read " + workload.ref(),
            () ->
                client
                    .apps()
                    .deployments()
                    .inNamespace(workload.ref().namespace())
                    .withName(workload.ref().name())
                    .require());
    int replicas = workload.replicas();
    var strategy = found.getSpec().getStrategy();
    if (strategy != null && "Recreate".equals(strategy.getType())) {
      return new Room(0, replicas);
    }
    var rolling = strategy == null ? null : strategy.getRollingUpdate();
    int quarterUp = Math.ceilDiv(replicas, 4);
    int surge =
        rolling == null
            ? quarterUp
            : Amounts.share(rolling.getMaxSurge(), replicas, RoundingMode.CEILING, quarterUp);
    int unavailable =
        rolling == null
            ? replicas / 4
            : Amounts.share(
                rolling.getMaxUnavailable(), replicas, RoundingMode.FLOOR, replicas / 4);
    return new Room(surge, surge == 0 && unavailable == 0 ? 1 : unavailable);
  }
}
