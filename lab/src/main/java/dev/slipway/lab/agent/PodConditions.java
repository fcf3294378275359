package dev.slipway.lab.agent;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod's conditions: the kubelet's own from the given facts, everybody else's as they were. */
final class PodConditions {
  private static final List<String> OWN =
      List.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady");

  private final Pod pod;

  private PodConditions(Pod pod) {
    this.pod = pod;
  }

  /**
   * @param unready names of main containers that are not ready
   */
  static List<PodCondition> of(Pod pod, String phase, boolean initialized, List<String> unready) {
    PodConditions conditions = new PodConditions(pod);
    boolean over = phase.equals("Succeeded") || phase.equals("Failed");
    boolean containersReady = !over && initialized && unready.isEmpty();
    boolean gatesOpen =
        pod.getSpec().getReadinessGates().stream()
            .allMatch(gate -> conditions.isTrue(gate.getConditionType()));
    String reason =
        over ? (phase.equals("Succeeded") ? "PodCompleted" : "PodFailed") : "ContainersNotReady";
    String message =
        over ? "" : "containers with unready status: [" + String.join(" ", unready) + "]";
    boolean closedGate = containersReady && !gatesOpen;
    List<PodCondition> own =
        List.of(
            conditions.one("PodReadyToStartContainers", !over, "", ""),
            conditions.one(
                "Initialized", initialized, initialized ? "" : "ContainersNotInitialized", ""),
            conditions.one(
                "Ready",
                containersReady && gatesOpen,
                closedGate ? "ReadinessGatesNotReady" : reason,
                closedGate ? "corresponding condition of pod readiness gate is not true" : message),
            conditions.one("ContainersReady", containersReady, reason, message));
    Stream<PodCondition> others =
        pod.getStatus().getConditions().stream()
            .filter(condition -> !OWN.contains(condition.getType()));
    return Stream.concat(own.stream(), others).toList();
  }

  private boolean isTrue(String type) {
    return before(type).filter(condition -> condition.getStatus().equals("True")).isPresent();
  }

  private Optional<PodCondition> before(String type) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals(type))
        .findFirst();
  }

  private PodCondition one(String type, boolean holds, String reason, String message) {
    String status = holds ? "True" : "False";
    String since =
        before(type)
            .filter(condition -> condition.getStatus().equals(status))
            .map(PodCondition::getLastTransitionTime)
            .filter(Objects::nonNull)
            .orElse(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withObservedGeneration(pod.getMetadata().getGeneration())
        .withReason(holds || reason.isEmpty() ? null : reason)
        .withMessage(holds || message.isEmpty() ? null : message)
        .withLastTransitionTime(since)
        .build();
  }
}
