package dev.slipway.kubernetes;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Trouble that belongs to the new template: its image crashes, cannot be had, or names what is not
 * there. Only pods of the newest revision are looked at; old ones never count.
 */
final class ChangeTrouble {
  private static final List<String> CANNOT_START =
      List.of("CreateContainerConfigError", "CreateContainerError", "RunContainerError");
  private static final Duration MOUNT_PATIENCE = Duration.ofSeconds(6);

  /** On the way back one stumble must not stop the return. */
  private static final Duration PATIENCE_ON_THE_WAY_BACK = Duration.ofSeconds(15);

  private final AwaitRequest request;
  private final TroubleSources sources;
  private final Persistence persistence;
  private final Map<String, Integer> firstRestarts = new LinkedHashMap<>();

  ChangeTrouble(AwaitRequest request, TroubleSources sources, Persistence persistence) {
    this.request = request;
    this.sources = sources;
    this.persistence = persistence;
  }

  Optional<RolloutSighting> in(RolloutView view) {
    String namespace = view.workload().ref().namespace();
    for (PodLook pod : view.fresh()) {
      for (PodLook.ContainerLook container : pod.containers()) {
        Optional<RolloutSighting> found = in(namespace, pod, container);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return refusedPods(view);
  }

  private Optional<RolloutSighting> in(
      String namespace, PodLook pod, PodLook.ContainerLook container) {
    if (crashes(pod, container)) {
      return Optional.of(crash(namespace, pod, container));
    }
    String waiting = container.waiting();
    if (PullTrouble.isPull(waiting)) {
      String message = pullMessage(namespace, pod, container);
      return PullTrouble.isFinal(waiting, message)
          ? Optional.of(new RolloutSighting.Unpullable(pod.name(), image(pod, container), message))
          : Optional.empty();
    }
    if (CANNOT_START.contains(waiting) && persistence.seenTimes("start " + pod.uid(), 2)) {
      return Optional.of(
          new RolloutSighting.Misconfigured(
              pod.name(), waiting, Redaction.tail(container.waitingMessage(), 1_000)));
    }
    return "ContainerCreating".equals(waiting) ? missingMount(namespace, pod) : Optional.empty();
  }

  private boolean crashes(PodLook pod, PodLook.ContainerLook container) {
    String id = pod.uid() + "/" + container.status().getName();
    int sinceFirstLook =
        container.restarts() - firstRestarts.computeIfAbsent(id, unseen -> container.restarts());
    boolean badExit = container.lastExit().map(PodLook.Exit::bad).orElse(false);
    boolean loops = "CrashLoopBackOff".equals(container.waiting());
    boolean endedTwice = badExit && container.endedNow() && container.restarts() >= 1;
    boolean neverStays = badExit && !container.ready() && container.restarts() >= 2;
    boolean flaps = badExit && sinceFirstLook >= 2;
    return (loops || endedTwice || neverStays || flaps)
        && (request.blame() || persistence.lasts("crash " + id, PATIENCE_ON_THE_WAY_BACK));
  }

  private RolloutSighting crash(String namespace, PodLook pod, PodLook.ContainerLook container) {
    String name = container.status().getName();
    String reason =
        container.lastExit().map(PodLook.Exit::words).orElseGet(container::waiting)
            + (container.init() ? " in an init container" : "");
    return new RolloutSighting.Crashing(
        pod.name(),
        name,
        image(pod, container),
        reason,
        container.restarts(),
        sources.lastWords(namespace, pod, name));
  }

  /** "Back-off pulling image" hides why; the event of the pull says it. */
  private String pullMessage(String namespace, PodLook pod, PodLook.ContainerLook container) {
    String message = container.waitingMessage();
    String why =
        PullTrouble.saysNothing(message)
            ? sources.event(namespace, pod.name(), pod.uid(), List.of("Failed")).orElse(message)
            : message;
    return Redaction.tail(why, 1_000);
  }

  private Optional<RolloutSighting> missingMount(String namespace, PodLook pod) {
    if (!persistence.lasts("mount " + pod.uid(), MOUNT_PATIENCE)) {
      return Optional.empty();
    }
    return sources
        .event(namespace, pod.name(), pod.uid(), List.of("FailedMount"))
        .filter(ChangeTrouble::namesMissingObject)
        .map(
            message ->
                new RolloutSighting.Misconfigured(
                    pod.name(), "FailedMount", Redaction.tail(message, 1_000)));
  }

  static boolean namesMissingObject(String mountMessage) {
    return (mountMessage.contains("configmap") || mountMessage.contains("secret"))
        && (mountMessage.contains("not found") || mountMessage.contains("non-existent"));
  }

  /** The API server refuses the pods themselves, and not for want of quota. */
  private Optional<RolloutSighting> refusedPods(RolloutView view) {
    String failure = view.workload().failure();
    boolean ours =
        failure != null
            && !PlatformTrouble.isQuota(failure)
            && (failure.contains("is invalid") || failure.contains("violates"));
    return ours && persistence.seenTimes("refused", 2)
        ? Optional.of(
            new RolloutSighting.Misconfigured(
                view.workload().ref().name(), "FailedCreate", Redaction.tail(failure, 1_000)))
        : Optional.empty();
  }

  private static ImageRef image(PodLook pod, PodLook.ContainerLook container) {
    String name = container.status().getName();
    return ImageRef.of(
        pod.specImage(name, container.init())
            .orElseGet(() -> String.valueOf(container.status().getImage())));
  }
}
