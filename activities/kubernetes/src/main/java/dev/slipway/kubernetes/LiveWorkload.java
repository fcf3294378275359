package dev.slipway.kubernetes;

import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment or a StatefulSet as found, in one shape, so that nothing else asks which of the two
 * it is.
 *
 * @param replicas wanted number of pods
 * @param revision label value of pods of the newest revision; null where ReplicaSets tell (a
 *     Deployment) or no controller has spoken yet
 * @param failure why the controller cannot create pods, as it says itself; null when it can
 */
record LiveWorkload(
    WorkloadRef ref,
    ObjectMeta meta,
    PodTemplateSpec template,
    LabelSelector selector,
    int replicas,
    boolean paused,
    Progress progress,
    @Nullable String revision,
    @Nullable String failure) {

  /** Counts of pods as the controller reports them; a count that it leaves out is zero. */
  record Progress(long observedGeneration, int replicas, int updated, int available, int ready) {}

  static LiveWorkload of(WorkloadRef ref, Deployment found) {
    var spec = found.getSpec();
    var status = Optional.ofNullable(found.getStatus()).orElseGet(DeploymentStatus::new);
    return new LiveWorkload(
        ref,
        found.getMetadata(),
        spec.getTemplate(),
        spec.getSelector(),
        count(spec.getReplicas(), 1),
        Boolean.TRUE.equals(spec.getPaused()),
        new Progress(
            generation(status.getObservedGeneration()),
            count(status.getReplicas(), 0),
            count(status.getUpdatedReplicas(), 0),
            count(status.getAvailableReplicas(), 0),
            count(status.getReadyReplicas(), 0)),
        null,
        replicaFailure(status.getConditions()));
  }

  static LiveWorkload of(WorkloadRef ref, StatefulSet found) {
    var spec = found.getSpec();
    var status = Optional.ofNullable(found.getStatus()).orElseGet(StatefulSetStatus::new);
    return new LiveWorkload(
        ref,
        found.getMetadata(),
        spec.getTemplate(),
        spec.getSelector(),
        count(spec.getReplicas(), 1),
        false,
        new Progress(
            generation(status.getObservedGeneration()),
            count(status.getReplicas(), 0),
            updatedPods(status),
            count(status.getAvailableReplicas(), 0),
            count(status.getReadyReplicas(), 0)),
        status.getUpdateRevision(),
        null);
  }

  PodSpec pods() {
    return template.getSpec();
  }

  /** Containers of one of the two lists of the template. */
  List<Container> containers(boolean init) {
    List<Container> found = init ? pods().getInitContainers() : pods().getContainers();
    return found == null ? List.of() : found;
  }

  long generation() {
    return meta.getGeneration() == null ? 0 : meta.getGeneration();
  }

  /** The controller has seen what we wrote, and every wanted pod is new and available. */
  boolean settled() {
    return progress.observedGeneration() >= generation()
        && progress.updated() == replicas
        && progress.replicas() == replicas
        && progress.available() == replicas;
  }

  String progressText() {
    return "%d of %d pods updated, %d available"
        .formatted(progress.updated(), replicas, progress.available());
  }

  /** The API server drops updatedReplicas once a StatefulSet is whole and its revisions are one. */
  private static int updatedPods(StatefulSetStatus status) {
    boolean one =
        status.getUpdateRevision() != null
            && status.getUpdateRevision().equals(status.getCurrentRevision());
    return one && count(status.getUpdatedReplicas(), 0) == 0
        ? count(status.getCurrentReplicas(), 0)
        : count(status.getUpdatedReplicas(), 0);
  }

  private static @Nullable String replicaFailure(@Nullable List<DeploymentCondition> conditions) {
    return conditions == null
        ? null
        : conditions.stream()
            .filter(condition -> "ReplicaFailure".equals(condition.getType()))
            .filter(condition -> "True".equals(condition.getStatus()))
            .map(DeploymentCondition::getMessage)
            .findFirst()
            .orElse(null);
  }

  private static int count(@Nullable Integer reported, int otherwise) {
    return reported == null ? otherwise : reported;
  }

  private static long generation(@Nullable Long observed) {
    return observed == null ? 0 : observed;
  }
}
