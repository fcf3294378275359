package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.practice.pod.ContainerRun;
import dev.slipway.practice.port.PodsOf.Status;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A08, A09: says of one look at a rollout whether it is complete, and if not, whose trouble it is.
 */
final class Sightings {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_WORDS = 2_000;

  private final Ground ground;
  private final AwaitRequest request;
  private final KubeObject workload;
  private final PodsOf pods;

  Sightings(Ground ground, AwaitRequest request) {
    this.ground = ground;
    this.request = request;
    this.workload = ground.workload(request.wanted().workload());
    this.pods = new PodsOf(ground.world(), workload);
  }

  /** Empty while there is nothing to say but to go on waiting. */
  Optional<RolloutSighting> now() {
    Optional<RolloutSighting> superseded = superseded();
    if (superseded.isPresent() || !pods.seen()) {
      return superseded;
    }
    return Stream.<Supplier<Optional<RolloutSighting>>>of(
            () -> request.blame() ? bad() : Optional.empty(),
            this::complete,
            () -> request.illnessKnown() ? Optional.empty() : ill())
        .map(Supplier::get)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<RolloutSighting> superseded() {
    long holder = Ground.token(workload);
    if (holder > request.token()) {
      return Optional.of(
          new RolloutSighting.Superseded(
              "token %d took over %s; ours is %d".formatted(holder, workload, request.token())));
    }
    return Changes.firstMissing(workload, request.wanted())
        .map(why -> new RolloutSighting.Superseded("changed by somebody else: " + why));
  }

  private Optional<RolloutSighting> complete() {
    boolean whole =
        !Changes.paused(workload)
            && pods.stale().isEmpty()
            && pods.fresh().size() == pods.replicas()
            && pods.fresh().stream().allMatch(this::good);
    return whole ? Optional.of(new RolloutSighting.Complete(pods.replicas())) : Optional.empty();
  }

  private boolean good(KubeObject pod) {
    return pod.condition("Ready", "True")
        && request.wanted().images().stream().allMatch(image -> runs(pod, image));
  }

  static boolean runs(KubeObject pod, ContainerImage wanted) {
    return PodsOf.statuses(pod).stream()
        .filter(one -> one.init() == wanted.init() && one.name().equals(wanted.container()))
        .anyMatch(one -> one.image().equals(wanted.image().value()));
  }

  private Optional<RolloutSighting> bad() {
    for (KubeObject pod : pods.fresh()) {
      for (Status status : PodsOf.statuses(pod)) {
        Optional<RolloutSighting> trouble = trouble(pod, status);
        if (trouble.isPresent()) {
          return trouble;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<RolloutSighting> trouble(KubeObject pod, Status status) {
    ImageRef image = ImageRef.of(status.image());
    return switch (status.waiting()) {
      case "ErrImagePull", "ImagePullBackOff" ->
          Optional.of(new RolloutSighting.Unpullable(pod.name(), image, status.message()));
      case "CreateContainerConfigError" ->
          Optional.of(
              new RolloutSighting.Misconfigured(pod.name(), status.waiting(), status.message()));
      case "ContainerCreating", "PodInitializing" -> unmounted(pod);
      default -> status.badEnd().map(end -> crash(pod, status, image, end));
    };
  }

  private Optional<RolloutSighting> unmounted(KubeObject pod) {
    return ground
        .world()
        .store()
        .list(Kinds.EVENT, pod.namespace())
        .filter(event -> event.text("involvedObject", "uid").equals(pod.uid()))
        .filter(event -> event.text("reason").equals("FailedMount"))
        .map(event -> event.text("message"))
        .<RolloutSighting>map(
            why -> new RolloutSighting.Misconfigured(pod.name(), "FailedMount", why))
        .findFirst();
  }

  private RolloutSighting crash(KubeObject pod, Status status, ImageRef image, JsonNode end) {
    String reason = end.path("reason").asText();
    String words =
        "%s (exit %d)%s"
            .formatted(
                reason, end.path("exitCode").asInt(), status.init() ? " of an init container" : "");
    return new RolloutSighting.Crashing(
        pod.name(), status.name(), image, words, status.restarts(), lastWords(pod, status));
  }

  private String lastWords(KubeObject pod, Status status) {
    Optional<ContainerRun> run =
        ground.runs().find(pod).flatMap(found -> found.container(status.name()));
    List<String> lines =
        run.map(found -> found.previousLog().orElse(found.log()).since(Instant.MIN))
            .orElse(List.of());
    String all = String.join("\n", lines);
    return all.substring(Math.max(0, all.length() - LONGEST_WORDS));
  }

  private Optional<RolloutSighting> ill() {
    return quota().or(this::nodes);
  }

  /** For those who know of an illness; any sign of one counts here, however short. */
  Optional<RolloutSighting> wellAgain(Recovery recovery) {
    boolean ill =
        quota().filter(RolloutSighting.PlatformIll.class::isInstance).isPresent()
            || pods.fresh().stream().anyMatch(pod -> pod.condition("PodScheduled", "False"));
    return recovery.after(ill, ground.world().clock().instant());
  }

  private Optional<RolloutSighting> quota() {
    return Conditions.find(workload.json(), "ReplicaFailure")
        .filter(condition -> condition.path("status").asText().equals("True"))
        .map(condition -> condition.path("message").asText())
        .map(
            why ->
                why.contains("exceeded quota")
                    ? new RolloutSighting.PlatformIll("quota", why)
                    : new RolloutSighting.Misconfigured(workload.name(), "FailedCreate", why));
  }

  /** A pod that finds no node at once may find one in a moment; one that never does is told. */
  private Optional<RolloutSighting> nodes() {
    Instant now = ground.world().clock().instant();
    return pods.fresh().stream()
        .filter(pod -> pod.condition("PodScheduled", "False"))
        .filter(pod -> !pod.created().plus(PATIENCE).isAfter(now))
        .flatMap(pod -> Conditions.find(pod.json(), "PodScheduled").stream())
        .<RolloutSighting>map(
            condition ->
                new RolloutSighting.PlatformIll("nodes", condition.path("message").asText()))
        .findFirst();
  }

  /** One line for people. */
  String progress() {
    return request.wanted().workload() + ": " + counted();
  }

  String counted() {
    return "%d of %d pods new and ready"
        .formatted(pods.fresh().stream().filter(this::good).count(), pods.replicas());
  }

  /** Frees an ordered set from a broken pod of another revision, which would never be replaced. */
  void release() {
    if (!workload.kind().equals(Kinds.STATEFUL_SET) || !pods.seen()) {
      return;
    }
    pods.stale().stream()
        .filter(pod -> PodsOf.statuses(pod).stream().anyMatch(Sightings::stuck))
        .forEach(pod -> ground.objects().delete(pod.key(), Json.object()));
  }

  private static boolean stuck(Status status) {
    return List.of(
            "CrashLoopBackOff", "CreateContainerConfigError", "ErrImagePull", "ImagePullBackOff")
        .contains(status.waiting());
  }
}
