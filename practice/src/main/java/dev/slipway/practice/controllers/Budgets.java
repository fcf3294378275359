package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Selector;
import dev.slipway.practice.world.World;
import java.util.List;

/** Counts for each disruption budget how many pods may be missing now. */
public final class Budgets implements Controller {
  private final World world;

  public Budgets(World world) {
    this.world = world;
  }

  @Override
  public void step() {
    for (KubeObject budget : world.store().list(Kinds.PDB)) {
      List<KubeObject> pods =
          world
              .store()
              .list(Kinds.POD, budget.namespace())
              .filter(pod -> Selector.of(budget.at("spec", "selector")).test(pod.labels()))
              .filter(pod -> !pod.terminating() && !Pods.over(pod))
              .toList();
      report(budget, pods.size(), (int) pods.stream().filter(Pods::ready).count());
    }
  }

  private void report(KubeObject budget, int expected, int healthy) {
    JsonNode spec = budget.at("spec");
    int desired =
        spec.has("maxUnavailable")
            ? expected - count(spec.path("maxUnavailable"), expected)
            : count(spec.path("minAvailable"), expected);
    world
        .store()
        .edit(
            budget.key(),
            json -> {
              ObjectNode status = Json.child(json, "status");
              status.put("expectedPods", expected).put("currentHealthy", healthy);
              status.put("desiredHealthy", Math.max(0, desired));
              status.put("disruptionsAllowed", Math.max(0, healthy - Math.max(0, desired)));
              status.put("observedGeneration", budget.generation());
            });
  }

  private static int count(JsonNode value, int of) {
    String text = value.asText("0");
    return text.endsWith("%")
        ? (Integer.parseInt(text.substring(0, text.length() - 1)) * of + 99) / 100
        : Integer.parseInt(text);
  }
}
