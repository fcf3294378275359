package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Conditions.Finding;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Selector;
import dev.slipway.practice.world.World;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Binds pods to nodes with room; a pod without one stays pending and says why. */
public final class Scheduler implements Controller {
  private final World world;

  public Scheduler(World world) {
    this.world = world;
  }

  @Override
  public void step() {
    for (KubeObject pod : world.store().list(Kinds.POD)) {
      if (pod.text("spec", "nodeName").isEmpty() && !pod.terminating()) {
        place(pod);
      }
    }
  }

  /** Whether some node would take this pod now. */
  public boolean fits(KubeObject pod) {
    return world.store().list(Kinds.NODE).stream().anyMatch(node -> refuses(node, pod).isEmpty());
  }

  private void place(KubeObject pod) {
    List<KubeObject> nodes = world.store().list(Kinds.NODE);
    Map<String, Integer> reasons = new TreeMap<>();
    Optional<KubeObject> node =
        nodes.stream()
            .filter(
                one -> {
                  Optional<String> why = refuses(one, pod);
                  why.ifPresent(reason -> reasons.merge(reason, 1, Integer::sum));
                  return why.isEmpty();
                })
            .min(Comparator.comparingLong(one -> on(one).size()));
    if (node.isPresent()) {
      bind(pod, node.get());
    } else {
      refuse(pod, nodes.size(), reasons);
    }
  }

  private Optional<String> refuses(KubeObject node, KubeObject pod) {
    if (node.at("spec", "unschedulable").asBoolean()) {
      return Optional.of("node(s) were unschedulable");
    }
    if (!node.condition("Ready", "True")) {
      return Optional.of("node(s) had untolerated taint {node.kubernetes.io/not-ready: }");
    }
    Map<String, String> wanted = Json.strings(pod.at("spec", "nodeSelector"));
    if (!Selector.equal(wanted).test(node.labels())) {
      return Optional.of("node(s) didn't match Pod's node affinity/selector");
    }
    List<KubeObject> there = on(node);
    if (there.size() >= node.number(110, "status", "allocatable", "pods")) {
      return Optional.of("Too many pods");
    }
    return lacks(node, there, pod, "cpu").or(() -> lacks(node, there, pod, "memory"));
  }

  private static Optional<String> lacks(
      KubeObject node, List<KubeObject> there, KubeObject pod, String resource) {
    BigDecimal room = Quantity.of(node.text("status", "allocatable", resource));
    BigDecimal asked = Quantity.asked(pod.at("spec"), "requests", resource);
    for (KubeObject other : there) {
      asked = asked.add(Quantity.asked(other.at("spec"), "requests", resource));
    }
    return asked.compareTo(room) > 0 ? Optional.of("Insufficient " + resource) : Optional.empty();
  }

  private List<KubeObject> on(KubeObject node) {
    return world.store().list(Kinds.POD).stream()
        .filter(pod -> pod.text("spec", "nodeName").equals(node.name()) && !Pods.over(pod))
        .toList();
  }

  private void bind(KubeObject pod, KubeObject node) {
    world
        .store()
        .edit(
            pod.key(),
            json -> {
              Json.child(json, "spec").put("nodeName", node.name());
              Finding yes = Finding.yes("", "");
              Conditions.set(json, "PodScheduled", yes, world.clock().instant());
            });
    world
        .events()
        .normal(
            pod,
            "Scheduled",
            "Successfully assigned %s/%s to %s"
                .formatted(pod.namespace(), pod.name(), node.name()));
  }

  private void refuse(KubeObject pod, int nodes, Map<String, Integer> reasons) {
    StringBuilder why = new StringBuilder("0/" + nodes + " nodes are available: ");
    why.append(
        String.join(
            ", ", reasons.entrySet().stream().map(e -> e.getValue() + " " + e.getKey()).toList()));
    why.append(". preemption: 0/" + nodes + " nodes are available: ");
    why.append(nodes + " No preemption victims found for incoming pod.");
    boolean told = pod.condition("PodScheduled", "False");
    world.store().edit(pod.key(), json -> unschedulable(json, why.toString()));
    if (!told) {
      world.events().warning(pod, "FailedScheduling", why.toString());
    }
  }

  private void unschedulable(ObjectNode json, String why) {
    Json.child(json, "status").put("phase", "Pending");
    Finding no = Finding.no("Unschedulable", why);
    Conditions.set(json, "PodScheduled", no, world.clock().instant());
  }
}
