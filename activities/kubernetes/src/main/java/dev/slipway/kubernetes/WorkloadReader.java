package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Finds one workload, or says which ones there are. */
final class WorkloadReader {
  private final KubernetesClient client;

  WorkloadReader(KubernetesClient client) {
    this.client = client;
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure NOT_FOUND naming what exists instead, or what
   *     {@link KubernetesFaults} says
   */
  LiveWorkload read(WorkloadRef ref) {
    return KubernetesFaults.calling("read " + ref, () -> find(ref)).orElseThrow(() -> missing(ref));
  }

  private Optional<LiveWorkload> find(WorkloadRef ref) {
    return switch (ref.kind()) {
      case DEPLOYMENT ->
          Optional.ofNullable(
                  client
                      .apps()
                      .deployments()
                      .inNamespace(ref.namespace())
                      .withName(ref.name())
                      .get())
              .map(found -> LiveWorkload.of(ref, found));
      case STATEFUL_SET ->
          Optional.ofNullable(
                  client
                      .apps()
                      .statefulSets()
                      .inNamespace(ref.namespace())
                      .withName(ref.name())
                      .get())
              .map(found -> LiveWorkload.of(ref, found));
    };
  }

  private RuntimeException missing(WorkloadRef ref) {
    List<String> known =
        KubernetesFaults.calling("list what is in " + ref.namespace(), () -> names(ref));
    return FailureType.NOT_FOUND.failure(
        "%s does not exist; %ss there: %s"
            .formatted(
                ref, ref.kind().kubernetes(), known.isEmpty() ? "none" : String.join(", ", known)));
  }

  private List<String> names(WorkloadRef ref) {
    List<? extends HasMetadata> items =
        switch (ref.kind()) {
          case DEPLOYMENT ->
              client.apps().deployments().inNamespace(ref.namespace()).list().getItems();
          case STATEFUL_SET ->
              client.apps().statefulSets().inNamespace(ref.namespace()).list().getItems();
        };
    return items.stream().map(item -> item.getMetadata().getName()).sorted().limit(30).toList();
  }
}
