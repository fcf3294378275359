package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Names;
import dev.slipway.practice.world.World;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The replica sets of a deployment as its history: which one is current, their numbers, the end.
 */
final class Revisions {
  /** The annotation that carries a revision's number. */
  static final String NUMBER = "deployment.kubernetes.io/revision";

  private static final String HASH = "pod-template-hash";

  private final World world;

  Revisions(World world) {
    this.world = world;
  }

  static int of(KubeObject set) {
    String number = set.annotation(NUMBER);
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  /** The set with the deployment's present template. */
  Optional<KubeObject> current(KubeObject deployment, List<KubeObject> sets) {
    JsonNode wanted = deployment.at("spec", "template");
    return sets.stream().filter(set -> template(set).equals(wanted)).findFirst();
  }

  private static JsonNode template(KubeObject set) {
    ObjectNode template = set.at("spec", "template").deepCopy();
    Json.child(template, "metadata", "labels").remove(HASH);
    return template;
  }

  void create(KubeObject deployment, List<KubeObject> sets) {
    JsonNode template = deployment.at("spec", "template");
    String hash = Names.hash(template);
    ObjectNode set = Json.object();
    ObjectNode metadata = Json.child(set, "metadata").put("namespace", deployment.namespace());
    metadata.put("name", deployment.name() + "-" + hash);
    metadata.set("labels", template.path("metadata").path("labels").deepCopy());
    Json.child(metadata, "labels").put(HASH, hash);
    Json.child(metadata, "annotations").put(NUMBER, Integer.toString(highest(sets) + 1));
    Pods.own(metadata, deployment);
    ObjectNode spec = Json.child(set, "spec").put("replicas", 0);
    spec.put("minReadySeconds", deployment.number(0, "spec", "minReadySeconds"));
    spec.set("selector", deployment.at("spec", "selector").deepCopy());
    Json.child(spec, "selector", "matchLabels").put(HASH, hash);
    spec.set("template", template.deepCopy());
    Json.child(spec, "template", "metadata", "labels").put(HASH, hash);
    world.store().create(Kinds.REPLICA_SET, set);
    annotate(deployment, highest(sets) + 1);
  }

  /** An old set that becomes current again gets the next number, as after a rollback. */
  void number(KubeObject deployment, KubeObject current, List<KubeObject> sets) {
    int number = of(current);
    if (number < highest(sets)) {
      number = highest(sets) + 1;
      annotate(current, number);
    }
    annotate(deployment, number);
  }

  private void annotate(KubeObject object, int number) {
    String text = Integer.toString(number);
    world
        .store()
        .edit(object.key(), json -> Json.child(json, "metadata", "annotations").put(NUMBER, text));
  }

  private static int highest(List<KubeObject> sets) {
    return sets.stream().mapToInt(Revisions::of).max().orElse(0);
  }

  /** Forgets empty old sets beyond the limit of the history, oldest first. */
  void cleanUp(KubeObject deployment, List<KubeObject> sets) {
    int kept = deployment.number(10, "spec", "revisionHistoryLimit");
    Optional<KubeObject> current = current(deployment, sets);
    List<KubeObject> old =
        sets.stream()
            .filter(set -> current.isEmpty() || !set.uid().equals(current.get().uid()))
            .filter(set -> Deployments.size(set) == 0 && set.number(0, "status", "replicas") == 0)
            .sorted(Comparator.comparing(Revisions::of))
            .toList();
    old.stream()
        .limit(Math.max(0, old.size() - kept))
        .forEach(set -> world.store().remove(set.key()));
  }
}
