package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The pods of a workload, and which of them are of its newest revision. */
final class WorkloadPods {
  private static final String TEMPLATE_HASH = "pod-template-hash";
  private static final String REVISION_HASH = "controller-revision-hash";

  private final KubernetesClient client;

  WorkloadPods(KubernetesClient client) {
    this.client = client;
  }

  /** All pods that the workload's selector matches and that belong to it. */
  List<PodLook> all(LiveWorkload workload) {
    return client
        .pods()
        .inNamespace(workload.ref().namespace())
        .withLabelSelector(workload.selector())
        .list()
        .getItems()
        .stream()
        .map(PodLook::new)
        .sorted(Comparator.comparing(PodLook::name))
        .toList();
  }

  /** Label and value that mark pods made from the present template; empty until one can be. */
  Optional<Revision> newest(LiveWorkload workload) {
    return switch (workload.ref().kind()) {
      case DEPLOYMENT -> replicaSet(workload).map(WorkloadPods::hash);
      case STATEFUL_SET ->
          Optional.ofNullable(workload.revision()).map(value -> new Revision(REVISION_HASH, value));
    };
  }

  record Revision(String label, String value) {
    boolean made(PodLook pod) {
      return value.equals(Marks.labels(pod.pod().getMetadata()).get(label));
    }
  }

  /** The controller's own rule: the oldest ReplicaSet whose template is the Deployment's. */
  private Optional<ReplicaSet> replicaSet(LiveWorkload workload) {
    return client
        .apps()
        .replicaSets()
        .inNamespace(workload.ref().namespace())
        .withLabelSelector(workload.selector())
        .list()
        .getItems()
        .stream()
        .filter(set -> isOwned(set, workload))
        .filter(set -> plain(set.getSpec().getTemplate()).equals(plain(workload.template())))
        .min(Comparator.comparing(set -> String.valueOf(set.getMetadata().getCreationTimestamp())));
  }

  private static boolean isOwned(ReplicaSet set, LiveWorkload workload) {
    return set.getMetadata().getOwnerReferences().stream()
        .anyMatch(owner -> workload.meta().getUid().equals(owner.getUid()));
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
