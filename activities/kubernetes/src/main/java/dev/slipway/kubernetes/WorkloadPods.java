package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the pods of a workload, and which of them are of its newest revision. */
final class WorkloadPods {
  private static final String TEMPLATE_HASH = "pod-template-hash";
  private static final String REVISION_HASH = "controller-revision-hash";

  private final KubernetesClient client;

  WorkloadPods(KubernetesClient client) {
    this.client = client;
  }

  /**
   * @param all sorted by name; a pod that only has the same labels (of a job, of another
   *     Deployment, made by hand) is none of them
   * @param newest label and value that mark pods made from the present template; empty until one
   *     can be
   */
  record Own(List<PodLook> all, Optional<Revision> newest) {
    Own {
      all = List.copyOf(all);
    }
  }

  record Revision(String label, String value) {
    boolean made(PodLook pod) {
      return value.equals(Marks.labels(pod.pod().getMetadata()).get(label));
    }
  }

  /** Those that the workload controls itself or, a Deployment, by its ReplicaSets. */
  Own of(LiveWorkload workload) {
    List<Pod> alike = alike(workload);
    return switch (workload.ref().kind()) {
      case DEPLOYMENT -> {
        // listed after the pods, so that no pod is seen without its ReplicaSet
        List<ReplicaSet> sets = replicaSets(workload);
        yield new Own(
            controlled(alike, sets.stream().map(ReplicaSet::getMetadata).toList()),
            newest(sets, workload.template()));
      }
      case STATEFUL_SET ->
          new Own(
              controlled(alike, List.of(workload.meta())),
              Optional.ofNullable(workload.revision())
                  .map(value -> new Revision(REVISION_HASH, value)));
    };
  }

  private List<Pod> alike(LiveWorkload workload) {
    return client
        .pods()
        .inNamespace(workload.ref().namespace())
        .withLabelSelector(workload.selector())
        .list()
        .getItems();
  }

  private List<ReplicaSet> replicaSets(LiveWorkload workload) {
    return client
        .apps()
        .replicaSets()
        .inNamespace(workload.ref().namespace())
        .withLabelSelector(workload.selector())
        .list()
        .getItems()
        .stream()
        .filter(set -> isControlled(set, workload.meta()))
        .toList();
  }

  private static List<PodLook> controlled(List<Pod> pods, List<ObjectMeta> controllers) {
    return pods.stream()
        .filter(pod -> controllers.stream().anyMatch(one -> isControlled(pod, one)))
        .map(PodLook::new)
        .sorted(Comparator.comparing(PodLook::name))
        .toList();
  }

  /** By uid: another object may have had the same name before. */
  private static boolean isControlled(HasMetadata object, ObjectMeta controller) {
    return object.getMetadata().getOwnerReferences().stream()
        .filter(owner -> Boolean.TRUE.equals(owner.getController()))
        .anyMatch(owner -> controller.getUid().equals(owner.getUid()));
  }

  /** The controller's own rule: the oldest ReplicaSet whose template is the Deployment's. */
  private static Optional<Revision> newest(List<ReplicaSet> sets, PodTemplateSpec template) {
    return sets.stream()
        .filter(set -> plain(set.getSpec().getTemplate()).equals(plain(template)))
        .min(Comparator.comparing(set -> String.valueOf(set.getMetadata().getCreationTimestamp())))
        .map(WorkloadPods::hash);
  }

  private static PodTemplateSpec plain(PodTemplateSpec template) {
    return new PodTemplateSpecBuilder(template)
        .editOrNewMetadata()
        .removeFromLabels(TEMPLATE_HASH)
        .withCreationTimestamp(null)
        .endMetadata()
        .build();
  }

  private static Revision hash(ReplicaSet set) {
    return new Revision(
        TEMPLATE_HASH, String.valueOf(Marks.labels(set.getMetadata()).get(TEMPLATE_HASH)));
  }
}
