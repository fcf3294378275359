package dev.slipway.kubernetes;

import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Trouble that would meet any change: no node, no quota, no registry, no storage. */
final class PlatformTrouble {
  /** Shorter hiccups heal themselves before anybody could read about them. */
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final TroubleSources sources;
  private final Persistence persistence;

  PlatformTrouble(TroubleSources sources, Persistence persistence) {
    this.sources = sources;
    this.persistence = persistence;
  }

  private record Ill(String system, String message) {}

  /** Whether anything is ill in this look, for however short a time. */
  boolean isSeen(RolloutView view) {
    return all(view).findFirst().isPresent();
  }

  private Stream<Ill> all(RolloutView view) {
    Stream<Supplier<Optional<Ill>>> podwise =
        view.fresh().stream()
            .filter(pod -> !pod.ready())
            .flatMap(pod -> looks(view.workload().ref().namespace(), pod));
    return Stream.concat(Stream.of(() -> creation(view)), podwise)
        .map(Supplier::get)
        .flatMap(Optional::stream);
  }

  Optional<RolloutSighting> in(RolloutView view) {
    return all(view)
        .filter(ill -> persistence.lasts("ill " + ill.system(), PATIENCE))
        .findFirst()
        .map(
            ill ->
                new RolloutSighting.PlatformIll(
                    ill.system(), Redaction.tail(ill.message(), 1_000)));
  }

  static boolean isQuota(@Nullable String message) {
    return message != null && message.toLowerCase(Locale.ROOT).contains("exceeded quota");
  }

  private Stream<Supplier<Optional<Ill>>> looks(String namespace, PodLook pod) {
    return Stream.of(
        () -> unschedulable(pod),
        () -> registry(namespace, pod),
        () -> storage(namespace, pod),
        () -> sources.nodeTrouble(pod).map(why -> new Ill("nodes", why)));
  }

  /** The controller itself cannot create pods. */
  private Optional<Ill> creation(RolloutView view) {
    LiveWorkload workload = view.workload();
    String failure = workload.failure();
    if (failure == null && view.fresh().size() + view.stale().size() < workload.replicas()) {
      failure =
          sources
              .event(
                  workload.ref().namespace(),
                  workload.ref().name(),
                  workload.meta().getUid(),
                  List.of("FailedCreate"))
              .orElse(null);
    }
    return failure == null
        ? Optional.empty()
        : Optional.of(new Ill(isQuota(failure) ? "quota" : "pod creation", failure));
  }

  private static Optional<Ill> unschedulable(PodLook pod) {
    return pod.condition("PodScheduled")
        .filter(condition -> "False".equals(condition.getStatus()))
        .map(condition -> new Ill("nodes", "%s: %s".formatted(pod.name(), condition.getMessage())));
  }

  private Optional<Ill> registry(String namespace, PodLook pod) {
    return pod.containers().stream()
        .filter(container -> PullTrouble.isPull(container.waiting()))
        .findFirst()
        .map(
            container ->
                new Ill(
                    "registry", "%s: %s".formatted(pod.name(), why(namespace, pod, container))));
  }

  private String why(String namespace, PodLook pod, PodLook.ContainerLook container) {
    String message = container.waitingMessage();
    return PullTrouble.saysNothing(message)
        ? sources.event(namespace, pod.name(), pod.uid(), List.of("Failed")).orElse(message)
        : message;
  }

  private Optional<Ill> storage(String namespace, PodLook pod) {
    boolean creating =
        pod.containers().stream()
            .anyMatch(container -> "ContainerCreating".equals(container.waiting()));
    if (!creating || !persistence.lasts("creating " + pod.uid(), Duration.ofSeconds(6))) {
      return Optional.empty();
    }
    return sources
        .event(namespace, pod.name(), pod.uid(), List.of("FailedMount", "FailedAttachVolume"))
        .filter(message -> !ChangeTrouble.namesMissingObject(message))
        .map(message -> new Ill("storage", "%s: %s".formatted(pod.name(), message)));
  }
}
