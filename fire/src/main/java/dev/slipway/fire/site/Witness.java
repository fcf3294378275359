package dev.slipway.fire.site;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.world.Change;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.testkit.invariant.Effect;
import dev.slipway.testkit.invariant.Look;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes down each changed generation of the shop's workloads, as the cluster's store has it. */
final class Witness {
  private final World world;
  private final Map<WorkloadRef, Look> last;
  private final Map<WorkloadRef, Long> generations = new LinkedHashMap<>();
  private final List<Effect> effects = new ArrayList<>();
  private final List<Instant> moments = new ArrayList<>();

  private Witness(World world, List<WorkloadRef> workloads) {
    this.world = world;
    last = new LinkedHashMap<>(looks(world, workloads));
    workloads.forEach(ref -> generations.put(ref, find(world, ref).generation()));
  }

  static Witness of(World world, List<WorkloadRef> workloads) {
    Witness witness = new Witness(world, workloads);
    world.locked(() -> world.store().watch(witness::see));
    return witness;
  }

  List<Effect> effects() {
    return world.locked(() -> List.copyOf(effects));
  }

  /** When each effect happened, by the world's clock, in the same order. */
  List<Instant> moments() {
    return world.locked(() -> List.copyOf(moments));
  }

  private void see(Change change) {
    for (WorkloadRef ref : List.copyOf(generations.keySet())) {
      KubeObject now = change.object();
      boolean concerned =
          now.kind().equals(Kinds.DEPLOYMENT)
              && now.namespace().equals(ref.namespace())
              && now.name().equals(ref.name());
      if (concerned && now.generation() != generations.getOrDefault(ref, 0L)) {
        Look look = look(world, now);
        moments.add(world.clock().instant());
        effects.add(
            new Effect(
                ref,
                last.getOrDefault(ref, look),
                look,
                Long.parseLong("0" + now.annotation("slipway.dev/token")),
                now.annotation("slipway.dev/operation")));
        last.put(ref, look);
        generations.put(ref, now.generation());
      }
    }
  }

  static Map<WorkloadRef, Look> looks(World world, List<WorkloadRef> workloads) {
    return world.locked(
        () -> {
          Map<WorkloadRef, Look> looks = new LinkedHashMap<>();
          workloads.forEach(ref -> looks.put(ref, look(world, find(world, ref))));
          return looks;
        });
  }

  private static KubeObject find(World world, WorkloadRef ref) {
    return world
        .store()
        .find(Kinds.DEPLOYMENT, ref.namespace(), ref.name())
        .orElseThrow(() -> new IllegalStateException(ref + " is gone"));
  }

  private static Look look(World world, KubeObject workload) {
    Map<String, String> images = new TreeMap<>();
    for (JsonNode container : workload.at("spec", "template", "spec", "containers")) {
      images.put(container.path("name").asText(), container.path("image").asText());
    }
    Map<String, String> eviction = new TreeMap<>();
    world
        .store()
        .list(Kinds.VPA, workload.namespace())
        .filter(one -> one.text("spec", "targetRef", "name").equals(workload.name()))
        .forEach(one -> eviction.put(one.name(), one.text("spec", "updatePolicy", "updateMode")));
    return new Look(images, workload.at("spec", "paused").asBoolean(), eviction);
  }
}
