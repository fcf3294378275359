package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Conditions.Finding;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps as many pods as each replica set wants. */
public final class ReplicaSets implements Controller {
  /** The real controller's order of victims: unbound, pending, not ready, youngest. */
  private static final Comparator<KubeObject> VICTIMS =
      Comparator.<KubeObject, Boolean>comparing(pod -> !pod.text("spec", "nodeName").isEmpty())
          .thenComparing(pod -> pod.text("status", "phase").equals("Running"))
          .thenComparing(Pods::ready)
          .thenComparing(Comparator.comparing(KubeObject::created).reversed())
          .thenComparing(KubeObject::name);

  private final World world;
  private final Pods pods;

  public ReplicaSets(World world) {
    this.world = world;
    this.pods = new Pods(world);
  }

  @Override
  public void step() {
    for (KubeObject set : world.store().list(Kinds.REPLICA_SET)) {
      if (!set.terminating()) {
        step(set);
      }
    }
  }

  private void step(KubeObject set) {
    List<KubeObject> alive = alive(set);
    int wanted = set.number(1, "spec", "replicas");
    Optional<String> refused = Optional.empty();
    for (int i = alive.size(); i < wanted && refused.isEmpty(); i++) {
      refused = pods.create(set, set.name() + "-", Map.of());
    }
    alive.stream()
        .sorted(VICTIMS)
        .limit(Math.max(0, alive.size() - wanted))
        .forEach(pod -> pods.delete(set, pod));
    report(set, refused);
  }

  private List<KubeObject> alive(KubeObject set) {
    return world.store().ownedBy(set, Kinds.POD).stream()
        .filter(pod -> !pod.terminating() && !Pods.over(pod))
        .toList();
  }

  private void report(KubeObject set, Optional<String> refused) {
    List<KubeObject> alive = alive(set);
    int minReady = set.number(0, "spec", "minReadySeconds");
    long ready = alive.stream().filter(Pods::ready).count();
    long available = alive.stream().filter(pod -> pods.available(pod, minReady)).count();
    world
        .store()
        .edit(
            set.key(),
            json -> {
              ObjectNode status = Json.child(json, "status");
              status.put("replicas", alive.size()).put("fullyLabeledReplicas", alive.size());
              status.put("readyReplicas", (int) ready).put("availableReplicas", (int) available);
              status.put("observedGeneration", set.generation());
              if (refused.isPresent()) {
                Finding failed = Finding.yes("FailedCreate", refused.get());
                Conditions.set(json, "ReplicaFailure", failed, world.clock().instant());
              } else if (Conditions.find(json, "ReplicaFailure").isPresent()) {
                Conditions.remove(json, "ReplicaFailure");
              }
            });
  }
}
