package dev.slipway.practice.controllers;

import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deletes what belonged to an owner that is gone. */
public final class Garbage implements Controller {
  private final World world;
  private long lastSeen = -1;

  public Garbage(World world) {
    this.world = world;
  }

  @Override
  public void step() {
    if (world.store().version() == lastSeen) {
      return;
    }
    lastSeen = world.store().version();
    Set<String> alive = new HashSet<>();
    List<Kind> kinds = world.kinds().all();
    kinds.forEach(kind -> world.store().list(kind).forEach(one -> alive.add(one.uid())));
    for (Kind kind : kinds) {
      for (KubeObject object : world.store().list(kind)) {
        List<String> owners =
            object.owners().stream().map(owner -> owner.path("uid").asText()).toList();
        if (!owners.isEmpty() && owners.stream().noneMatch(alive::contains)) {
          drop(object);
        }
      }
    }
  }

  private void drop(KubeObject object) {
    if (!object.kind().equals(Kinds.POD)) {
      world.store().remove(object.key());
    } else if (!object.terminating()) {
      Pods.delete(world, object.key(), 30);
    }
  }
}
