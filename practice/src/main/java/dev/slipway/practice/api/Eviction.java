package dev.slipway.practice.api;

import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.Selector;
import dev.slipway.practice.world.World;
import java.util.List;

/** Evicts a pod unless a disruption budget forbids it. */
final class Eviction {
  private final World world;
  private final ObjectApi objects;

  Eviction(World world, ObjectApi objects) {
    this.world = world;
    this.objects = objects;
  }

  ApiReply evict(ObjectKey key) {
    KubeObject pod = world.store().get(key);
    List<KubeObject> budgets =
        world
            .store()
            .list(Kinds.PDB, key.namespace())
            .filter(budget -> Selector.of(budget.at("spec", "selector")).test(pod.labels()))
            .filter(budget -> budget.number(0, "status", "disruptionsAllowed") < 1)
            .toList();
    if (!budgets.isEmpty()) {
      throw new Refused(
          429,
          "TooManyRequests",
          "Cannot evict pod as it would violate the pod's disruption budget.");
    }
    objects.deletion().delete(key, Json.object(), false);
    return ApiReply.json(201, ApiReply.status(201, "", ""));
  }
}
