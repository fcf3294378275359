package dev.slipway.practice.controllers;

import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Brings deployments to their template by replica sets, rolling or recreating. */
public final class Deployments implements Controller {
  private static final Comparator<KubeObject> BY_AGE =
      Comparator.comparing(KubeObject::created).thenComparing(Revisions::of);

  private final World world;
  private final Revisions revisions;
  private final DeploymentStatus status;

  public Deployments(World world) {
    this.world = world;
    this.revisions = new Revisions(world);
    this.status = new DeploymentStatus(world);
  }

  @Override
  public void step() {
    for (KubeObject deployment : world.store().list(Kinds.DEPLOYMENT)) {
      if (!deployment.terminating()) {
        step(deployment);
      }
    }
  }

  private void step(KubeObject deployment) {
    boolean paused = deployment.at("spec", "paused").asBoolean();
    Optional<KubeObject> current = revisions.current(deployment, sets(deployment));
    if (current.isEmpty() && !paused) {
      revisions.create(deployment, sets(deployment));
    } else if (current.isPresent() && !paused) {
      revisions.number(deployment, current.get(), sets(deployment));
      roll(deployment, current.get());
      revisions.cleanUp(deployment, sets(deployment));
    } else {
      scalePaused(deployment);
    }
    status.write(world.store().get(deployment.key()), sets(deployment));
  }

  private List<KubeObject> sets(KubeObject deployment) {
    return world.store().ownedBy(deployment, Kinds.REPLICA_SET).stream().sorted(BY_AGE).toList();
  }

  private void roll(KubeObject deployment, KubeObject current) {
    List<KubeObject> old =
        sets(deployment).stream().filter(set -> !set.uid().equals(current.uid())).toList();
    boolean recreate = deployment.text("spec", "strategy", "type").equals("Recreate");
    RolloutMath math = RolloutMath.of(deployment.at("spec"));
    if (recreate) {
      old.forEach(set -> scale(deployment, set, 0));
      boolean gone = old.stream().noneMatch(this::hasPods);
      scale(deployment, current, gone ? math.replicas() : size(current));
      return;
    }
    int total = size(current) + old.stream().mapToInt(Deployments::size).sum();
    int wanted = math.newSize(size(current), total);
    if (wanted != size(current)) {
      scale(deployment, current, wanted);
      return;
    }
    shrink(deployment, old, math.mayRemove(total, size(current), available(current)), math);
  }

  /** Unhealthy pods of old sets go first and without counting as a loss; then healthy ones. */
  private void shrink(KubeObject deployment, List<KubeObject> old, int may, RolloutMath math) {
    int left = may;
    for (KubeObject set : old) {
      int unhealthy = Math.min(left, size(set) - available(set));
      if (unhealthy > 0) {
        scale(deployment, set, size(set) - unhealthy);
        left -= unhealthy;
      }
    }
    int availableNow =
        sets(deployment).stream().mapToInt(Deployments::available).sum() - math.minAvailable();
    int healthy = Math.min(left, availableNow);
    for (KubeObject set : old) {
      KubeObject now = world.store().get(set.key());
      int less = Math.min(healthy, size(now));
      if (less > 0) {
        scale(deployment, now, size(now) - less);
        healthy -= less;
      }
    }
  }

  private boolean hasPods(KubeObject set) {
    return !world.store().ownedBy(set, Kinds.POD).isEmpty();
  }

  /** A paused deployment does not roll, but its newest running set follows a change of scale. */
  private void scalePaused(KubeObject deployment) {
    List<KubeObject> active = sets(deployment).stream().filter(set -> size(set) > 0).toList();
    if (active.size() == 1) {
      scale(deployment, active.getFirst(), deployment.number(1, "spec", "replicas"));
    }
  }

  private void scale(KubeObject deployment, KubeObject set, int replicas) {
    if (size(set) == replicas) {
      return;
    }
    world.store().edit(set.key(), json -> Json.child(json, "spec").put("replicas", replicas));
    String way = replicas > size(set) ? "up" : "down";
    world
        .events()
        .normal(
            deployment,
            "ScalingReplicaSet",
            "Scaled %s replica set %s from %d to %d"
                .formatted(way, set.name(), size(set), replicas));
  }

  static int size(KubeObject set) {
    return set.number(0, "spec", "replicas");
  }

  static int available(KubeObject set) {
    return set.number(0, "status", "availableReplicas");
  }
}
