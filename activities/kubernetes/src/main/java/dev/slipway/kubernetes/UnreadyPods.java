package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.PodCondition;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;

/** Which new pods are not ready, and why in the cluster's own words. */
final class UnreadyPods {
  private final TroubleSources sources;

  UnreadyPods(TroubleSources sources) {
    this.sources = sources;
  }

  /** Begins with a semicolon; empty when every new pod is ready, or none is there. */
  String words(RolloutView view) {
    List<PodLook> waiting = view.fresh().stream().filter(pod -> !pod.ready()).toList();
    if (waiting.isEmpty()) {
      return "";
    }
    PodLook first = waiting.getFirst();
    String why = why(view.workload().ref().namespace(), first).map(it -> ": " + it).orElse("");
    String more = waiting.size() == 1 ? "" : " (and %d more)".formatted(waiting.size() - 1);
    return "; %s is %s and not Ready%s%s".formatted(first.name(), first.phase(), why, more);
  }

  /** The probe says most; then what the container waits for; then the pod's own condition. */
  private Optional<String> why(String namespace, PodLook pod) {
    return said(namespace, pod)
        .or(() -> waitsFor(pod))
        .or(() -> pod.condition("PodScheduled").flatMap(UnreadyPods::message))
        .or(() -> pod.condition("Ready").flatMap(UnreadyPods::message))
        .map(text -> Redaction.tail(text, 300));
  }

  /** Whoever may not read events still learns that the time is over. */
  private Optional<String> said(String namespace, PodLook pod) {
    try {
      return sources.event(namespace, pod.name(), pod.uid(), List.of("Unhealthy"));
    } catch (ApplicationFailure unread) {
      return Optional.empty();
    }
  }

  private static Optional<String> waitsFor(PodLook pod) {
    return pod.containers().stream()
        .filter(one -> !one.ready() && !one.waiting().isEmpty())
        .findFirst()
        .map(one -> "%s waits: %s".formatted(one.status().getName(), one.waiting()));
  }

  private static Optional<String> message(PodCondition condition) {
    return "True".equals(condition.getStatus())
        ? Optional.empty()
        : Optional.ofNullable(condition.getMessage()).filter(text -> !text.isBlank());
  }
}
