package dev.slipway.practice.port;

import dev.slipway.artifact.Digest;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.practice.api.ObjectApi;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import dev.slipway.rollout.WorkloadRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the ports share: the world, its time, and the sign of life which long ones give.
 *
 * @param beat takes one line for people; throws when the caller no longer wants the answer
 * @param sight what a reader sees of a workload that is there
 */
public record Ground(
    World world,
    PodRuns runs,
    ObjectApi objects,
    SiteTime time,
    Consumer<String> beat,
    UnaryOperator<KubeObject> sight) {

  static final String TOKEN = "slipway.dev/token";
  static final String OPERATION = "slipway.dev/operation";

  /**
   * The workload now.
   *
   * @throws io.temporal.failure.ApplicationFailure NOT_FOUND when there is none
   */
  KubeObject workload(WorkloadRef ref) {
    Kind kind =
        switch (ref.kind()) {
          case DEPLOYMENT -> Kinds.DEPLOYMENT;
          case STATEFUL_SET -> Kinds.STATEFUL_SET;
        };
    return world
        .store()
        .find(kind, ref.namespace(), ref.name())
        .map(sight)
        .orElseThrow(() -> FailureType.NOT_FOUND.failure(ref + " does not exist"));
  }

  static long token(KubeObject workload) {
    String text = workload.annotation(TOKEN);
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  /** The digest that all ready pods run in a container, as an image. */
  Optional<ImageRef> running(KubeObject workload, String container, boolean init) {
    PodsOf pods = new PodsOf(world, workload);
    List<String> ids =
        pods.all().stream()
            .filter(pod -> pod.condition("Ready", "True"))
            .flatMap(pod -> PodsOf.statuses(pod).stream())
            .filter(one -> one.init() == init && one.name().equals(container))
            .map(PodsOf.Status::imageId)
            .distinct()
            .toList();
    return ids.size() == 1 && ids.getFirst().contains("@")
        ? Optional.of(pinned(ids.getFirst()))
        : Optional.empty();
  }

  private static ImageRef pinned(String id) {
    int at = id.indexOf('@');
    return ImageRef.pinned(id.substring(0, at), Digest.of(id.substring(at + 1)));
  }
}
