package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Names;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Ordered pods with names of their own. As in the real controller, a set whose pods are started in
 * order does not touch anything while one of them is not ready: a broken update is not repaired by
 * a corrected template alone, the broken pod must be deleted too.
 */
public final class StatefulSets implements Controller {
  private static final String REVISION = "controller-revision-hash";

  private final World world;
  private final Pods pods;

  public StatefulSets(World world) {
    this.world = world;
    this.pods = new Pods(world);
  }

  @Override
  public void step() {
    for (KubeObject set : world.store().list(Kinds.STATEFUL_SET)) {
      if (!set.terminating()) {
        String update = revision(set);
        String current = set.text("status", "currentRevision");
        move(set, update, current.isEmpty() ? update : current);
        report(set, update);
      }
    }
  }

  /** The revision of the present template; remembered as an object, as the history of the set. */
  private String revision(KubeObject set) {
    String name = set.name() + "-" + Names.hash(set.at("spec", "template"));
    List<KubeObject> all = world.store().ownedBy(set, Kinds.REVISION);
    long highest = all.stream().mapToLong(one -> one.at("revision").asLong()).max().orElse(0);
    ObjectKey key = new ObjectKey(Kinds.REVISION, set.namespace(), name);
    Optional<KubeObject> known = world.store().find(key);
    if (known.isEmpty()) {
      ObjectNode json = Json.object();
      ObjectNode metadata = Json.child(json, "metadata");
      metadata.put("namespace", set.namespace()).put("name", name);
      Pods.own(metadata, set);
      Json.child(json, "data", "spec").set("template", set.at("spec", "template").deepCopy());
      json.put("revision", highest + 1);
      world.store().create(Kinds.REVISION, json);
    } else if (known.get().at("revision").asLong() < highest) {
      world.store().edit(key, json -> json.put("revision", highest + 1));
    }
    return name;
  }

  private void move(KubeObject set, String update, String current) {
    List<KubeObject> all = all(set);
    int wanted = set.number(1, "spec", "replicas");
    boolean ordered = !set.text("spec", "podManagementPolicy").equals("Parallel");
    for (int i = 0; i < wanted; i++) {
      Optional<KubeObject> pod = at(all, set, i);
      if (pod.isEmpty()) {
        create(set, i, i < partition(set) ? current : update);
        if (ordered) {
          return;
        }
      } else if (pod.get().terminating() || !healthy(set, pod.get())) {
        if (ordered) {
          return;
        }
      }
    }
    if (!shrink(set, all, wanted)) {
      update(set, all, update);
    }
  }

  private boolean shrink(KubeObject set, List<KubeObject> all, int wanted) {
    Optional<KubeObject> last = all.stream().filter(pod -> ordinal(pod) >= wanted).findFirst();
    last.filter(pod -> !pod.terminating()).ifPresent(pod -> pods.delete(set, pod));
    return last.isPresent();
  }

  /** The highest pod of another revision goes, and the next only when it is back and healthy. */
  private void update(KubeObject set, List<KubeObject> all, String update) {
    if (set.text("spec", "updateStrategy", "type").equals("OnDelete")) {
      return;
    }
    for (KubeObject pod : all) {
      if (ordinal(pod) < partition(set)) {
        return;
      }
      if (!pod.label(REVISION).equals(update) && !pod.terminating()) {
        pods.delete(set, pod);
        return;
      }
      if (!healthy(set, pod)) {
        return;
      }
    }
  }

  private void create(KubeObject set, int ordinal, String revision) {
    KubeObject template = template(set, revision);
    String name = set.name() + "-" + ordinal;
    Map<String, String> labels =
        Map.of(
            REVISION,
            revision,
            "statefulset.kubernetes.io/pod-name",
            name,
            "apps.kubernetes.io/pod-index",
            Integer.toString(ordinal));
    pods.create(template, name, labels);
  }

  /** The set as it was at a revision, so that pods below the partition keep the old template. */
  private KubeObject template(KubeObject set, String revision) {
    ObjectKey key = new ObjectKey(Kinds.REVISION, set.namespace(), revision);
    return world
        .store()
        .find(key)
        .map(
            old -> {
              ObjectNode json = set.copy();
              Json.child(json, "spec").set("template", old.at("data", "spec", "template"));
              return new KubeObject(Kinds.STATEFUL_SET, json);
            })
        .orElse(set);
  }

  /** Highest ordinal first. */
  private List<KubeObject> all(KubeObject set) {
    return world.store().ownedBy(set, Kinds.POD).stream()
        .sorted(Comparator.comparingInt(StatefulSets::ordinal).reversed())
        .toList();
  }

  private static Optional<KubeObject> at(List<KubeObject> all, KubeObject set, int ordinal) {
    return all.stream().filter(pod -> pod.name().equals(set.name() + "-" + ordinal)).findFirst();
  }

  private static int ordinal(KubeObject pod) {
    return Integer.parseInt(pod.name().substring(pod.name().lastIndexOf('-') + 1));
  }

  private static int partition(KubeObject set) {
    return set.number(0, "spec", "updateStrategy", "rollingUpdate", "partition");
  }

  private boolean healthy(KubeObject set, KubeObject pod) {
    return pods.available(pod, set.number(0, "spec", "minReadySeconds"));
  }

  private void report(KubeObject set, String update) {
    List<KubeObject> alive = all(set).stream().filter(pod -> !pod.terminating()).toList();
    int updated = (int) alive.stream().filter(pod -> pod.label(REVISION).equals(update)).count();
    int ready = (int) alive.stream().filter(Pods::ready).count();
    int available = (int) alive.stream().filter(pod -> healthy(set, pod)).count();
    int wanted = set.number(1, "spec", "replicas");
    boolean done = updated == wanted && ready == wanted && alive.size() == wanted;
    world
        .store()
        .edit(
            set.key(),
            json -> {
              ObjectNode status = Json.child(json, "status");
              String current = status.path("currentRevision").asText("");
              String now = done || current.isEmpty() ? update : current;
              status.put("observedGeneration", set.generation()).put("replicas", alive.size());
              status.put("readyReplicas", ready).put("availableReplicas", available);
              status.put("currentRevision", now).put("updateRevision", update);
              status.put("updatedReplicas", updated);
              status.put("currentReplicas", now.equals(update) ? updated : alive.size() - updated);
              Json.preset(status, "collisionCount", 0);
            });
  }
}
