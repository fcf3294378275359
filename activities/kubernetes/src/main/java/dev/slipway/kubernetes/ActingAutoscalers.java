package dev.slipway.kubernetes;

import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Autoscalers that act on a workload: horizontal, vertical, and by KEDA. */
final class ActingAutoscalers {
  static final CustomObjects.CustomKind VERTICAL =
      new CustomObjects.CustomKind(
          "autoscaling.k8s.io", "VerticalPodAutoscaler", "verticalpodautoscalers");
  private static final CustomObjects.CustomKind SCALED_OBJECT =
      new CustomObjects.CustomKind("keda.sh", "ScaledObject", "scaledobjects");

  private final KubernetesClient client;
  private final CustomObjects objects;

  ActingAutoscalers(KubernetesClient client) {
    this.client = client;
    this.objects = new CustomObjects(client);
  }

  /** Names like {@code HorizontalPodAutoscaler/backend}. */
  List<String> on(WorkloadRef workload) {
    var names = new ArrayList<String>();
    horizontal(workload).forEach(name -> names.add("HorizontalPodAutoscaler/" + name));
    vertical(workload)
        .forEach(vpa -> names.add("VerticalPodAutoscaler/" + vpa.getMetadata().getName()));
    custom(SCALED_OBJECT, "scaleTargetRef", workload)
        .forEach(object -> names.add("ScaledObject/" + object.getMetadata().getName()));
    return List.copyOf(names);
  }

  List<GenericKubernetesResource> vertical(WorkloadRef workload) {
    return custom(VERTICAL, "targetRef", workload).toList();
  }

  private Stream<String> horizontal(WorkloadRef workload) {
    return KubernetesFaults.calling(
        "list autoscalers in " + workload.namespace(), () -> horizontals(workload))
        .stream();
  }

  private List<String> horizontals(WorkloadRef workload) {
    try {
      return client
          .autoscaling()
          .v2()
          .horizontalPodAutoscalers()
          .inNamespace(workload.namespace())
          .list()
          .getItems()
          .stream()
          .filter(hpa -> workload.name().equals(hpa.getSpec().getScaleTargetRef().getName()))
          .filter(
              hpa ->
                  workload.kind().kubernetes().equals(hpa.getSpec().getScaleTargetRef().getKind()))
          .map(hpa -> hpa.getMetadata().getName())
          .toList();
    } catch (KubernetesClientException fault) {
      if (KubernetesFaults.isMissing(fault)) {
        return List.of();
      }
      throw fault;
    }
  }

  private Stream<GenericKubernetesResource> custom(
      CustomObjects.CustomKind kind, String reference, WorkloadRef workload) {
    return objects.list(kind, workload.namespace()).stream()
        .filter(object -> targets(object, reference, workload));
  }

  /** KEDA means a Deployment where it names no kind. */
  private static boolean targets(
      GenericKubernetesResource object, String reference, WorkloadRef workload) {
    if (!(object.get("spec", reference) instanceof Map<?, ?> target)) {
      return false;
    }
    Object kind = target.get("kind") == null ? "Deployment" : target.get("kind");
    return workload.name().equals(target.get("name")) && workload.kind().kubernetes().equals(kind);
  }
}
