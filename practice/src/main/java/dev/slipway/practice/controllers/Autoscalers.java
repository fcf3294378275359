package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.util.Optional;

/** Keeps the replicas of workloads within their autoscaler's bounds; load is not looked at. */
public final class Autoscalers implements Controller {
  private final World world;

  public Autoscalers(World world) {
    this.world = world;
  }

  @Override
  public void step() {
    for (KubeObject scaler : world.store().list(Kinds.HPA)) {
      String kind = scaler.text("spec", "scaleTargetRef", "kind");
      Kind target = kind.equals("StatefulSet") ? Kinds.STATEFUL_SET : Kinds.DEPLOYMENT;
      String name = scaler.text("spec", "scaleTargetRef", "name");
      Optional<KubeObject> found = world.store().find(target, scaler.namespace(), name);
      found.ifPresent(workload -> keep(scaler, workload));
    }
  }

  /** A workload at zero is switched off on purpose and left alone, as by the real controller. */
  private void keep(KubeObject scaler, KubeObject workload) {
    int now = workload.number(1, "spec", "replicas");
    int least = scaler.number(1, "spec", "minReplicas");
    int most = scaler.number(Integer.MAX_VALUE, "spec", "maxReplicas");
    int wanted = now == 0 ? 0 : Math.max(least, Math.min(most, now));
    if (wanted != now) {
      world.store().edit(workload.key(), json -> Json.child(json, "spec").put("replicas", wanted));
    }
    world
        .store()
        .edit(
            scaler.key(),
            json -> {
              ObjectNode status = Json.child(json, "status");
              status.put("currentReplicas", workload.number(0, "status", "replicas"));
              status.put("desiredReplicas", wanted);
            });
  }
}
