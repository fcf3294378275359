package dev.slipway.practice.pod;

import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** All nodes' kubelets in one: runs the pods that are bound to a node and reports on them. */
public final class Kubelet implements Controller {
  private final World world;
  private final PodRuns runs;

  public Kubelet(World world, PodRuns runs) {
    this.world = world;
    this.runs = runs;
  }

  @Override
  public void step() {
    Set<String> alive = new HashSet<>();
    for (KubeObject pod : world.store().list(Kinds.POD)) {
      alive.add(pod.uid());
      if (pod.terminating()) {
        stop(pod);
      } else if (!pod.text("spec", "nodeName").isEmpty() && !over(pod)) {
        run(pod);
      }
    }
    runs.keepOnly(alive);
  }

  private static boolean over(KubeObject pod) {
    return List.of("Succeeded", "Failed").contains(pod.text("status", "phase"));
  }

  private void run(KubeObject pod) {
    PodRun run = runs.start(pod);
    run.step().forEach(world.agenda()::at);
    Instant now = world.clock().instant();
    world.store().edit(pod.key(), json -> PodStatus.write(json, run, now));
  }

  private void stop(KubeObject pod) {
    Instant now = world.clock().instant();
    long grace = pod.at("metadata", "deletionGracePeriodSeconds").asLong(30);
    Instant gone = runs.find(pod).map(run -> run.gone(now, grace)).orElse(now);
    if (gone.isAfter(now)) {
      world.agenda().at(gone);
    } else {
      world.store().remove(pod.key());
    }
  }
}
