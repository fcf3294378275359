package dev.slipway.practice;

import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;

/** Whether all workloads of a world have come to an end, good or bad. */
final class Quiet {
  private Quiet() {}

  static boolean now(World world) {
    return world.locked(
        () ->
            world.store().list(Kinds.POD).stream().noneMatch(KubeObject::terminating)
                && world.store().list(Kinds.DEPLOYMENT).stream().allMatch(Quiet::deployment)
                && world.store().list(Kinds.STATEFUL_SET).stream().allMatch(Quiet::statefulSet)
                && world.store().list(Kinds.JOB).stream().allMatch(Quiet::job));
  }

  private static boolean deployment(KubeObject deployment) {
    int wanted = deployment.number(1, "spec", "replicas");
    boolean complete =
        deployment.number(0, "status", "updatedReplicas") == wanted
            && deployment.number(0, "status", "replicas") == wanted
            && deployment.number(0, "status", "availableReplicas") == wanted;
    boolean gaveUp = deployment.condition("Progressing", "False");
    return seen(deployment) && (complete || gaveUp || deployment.at("spec", "paused").asBoolean());
  }

  private static boolean statefulSet(KubeObject set) {
    int wanted = set.number(1, "spec", "replicas");
    return seen(set)
        && set.number(0, "status", "updatedReplicas") == wanted
        && set.number(0, "status", "availableReplicas") == wanted;
  }

  private static boolean job(KubeObject job) {
    return job.condition("Complete", "True") || job.condition("Failed", "True");
  }

  private static boolean seen(KubeObject object) {
    return object.at("status", "observedGeneration").asLong() == object.generation();
  }
}
