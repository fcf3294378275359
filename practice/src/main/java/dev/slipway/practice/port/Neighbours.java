package dev.slipway.practice.port;

import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who else has a hand in a workload. */
final class Neighbours {
  private Neighbours() {}

  /** The tool that manages the workload, in words. */
  static Optional<String> owner(KubeObject workload) {
    String release = workload.annotation("meta.helm.sh/release-name");
    String flux = workload.label("kustomize.toolkit.fluxcd.io/name");
    String helmFlux = workload.label("helm.toolkit.fluxcd.io/name");
    String argo = workload.annotation("argocd.argoproj.io/tracking-id");
    if (!argo.isEmpty()) {
      return Optional.of("Argo CD application " + argo.replaceAll(":.*", ""));
    }
    if (!flux.isEmpty() || !helmFlux.isEmpty()) {
      return Optional.of("Flux " + (flux.isEmpty() ? helmFlux : flux));
    }
    return workload.label("app.kubernetes.io/managed-by").equals("Helm") && !release.isEmpty()
        ? Optional.of("Helm release " + release)
        : Optional.empty();
  }

  /** Autoscalers that act on a workload, as {@code HorizontalPodAutoscaler/name}. */
  static List<String> autoscalers(World world, KubeObject workload) {
    List<String> found = new ArrayList<>();
    world
        .store()
        .list(Kinds.HPA, workload.namespace())
        .filter(one -> targets(one, "scaleTargetRef", workload))
        .forEach(one -> found.add("HorizontalPodAutoscaler/" + one.name()));
    vertical(world, workload).forEach(one -> found.add("VerticalPodAutoscaler/" + one.name()));
    return found;
  }

  static List<KubeObject> vertical(World world, KubeObject workload) {
    return world
        .store()
        .list(Kinds.VPA, workload.namespace())
        .filter(one -> targets(one, "targetRef", workload))
        .toList();
  }

  private static boolean targets(KubeObject scaler, String reference, KubeObject workload) {
    return scaler.text("spec", reference, "kind").equals(workload.kind().name())
        && scaler.text("spec", reference, "name").equals(workload.name());
  }
}
