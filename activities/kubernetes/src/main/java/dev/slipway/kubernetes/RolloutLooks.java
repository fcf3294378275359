package dev.slipway.kubernetes;

import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Optional;

/** Takes the looks that a wait and an inspection judge. */
final class RolloutLooks {
  private final WorkloadReader reader;
  private final WorkloadPods pods;

  RolloutLooks(KubernetesClient client) {
    this.reader = new WorkloadReader(client);
    this.pods = new WorkloadPods(client);
  }

  /**
   * @throws io.temporal.failure.ApplicationFailure as {@link KubernetesFaults} types it
   */
  RolloutView look(WorkloadRef ref) {
    LiveWorkload workload = reader.read(ref);
    return KubernetesFaults.calling("look at the pods of " + ref, () -> look(workload));
  }

  private RolloutView look(LiveWorkload workload) {
    WorkloadPods.Own own = pods.of(workload);
    List<PodLook> all = own.all().stream().filter(pod -> !pod.over()).toList();
    if (workload.progress().observedGeneration() < workload.generation()) {
      return new RolloutView(workload, List.of(), all);
    }
    Optional<WorkloadPods.Revision> newest = own.newest();
    return new RolloutView(
        workload,
        all.stream().filter(pod -> newest.filter(one -> one.made(pod)).isPresent()).toList(),
        all.stream().filter(pod -> newest.filter(one -> one.made(pod)).isEmpty()).toList());
  }
}
