package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Conditions.Finding;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes a deployment's status: counts, availability, progress and its deadline. */
final class DeploymentStatus {
  private final World world;

  DeploymentStatus(World world) {
    this.world = world;
  }

  void write(KubeObject deployment, List<KubeObject> sets) {
    Optional<KubeObject> current = new Revisions(world).current(deployment, sets);
    world
        .store()
        .edit(
            deployment.key(),
            json -> {
              ObjectNode status = Json.child(json, "status");
              JsonNode before = status.deepCopy();
              counts(status, deployment, current, sets);
              available(json, deployment);
              failure(json, sets);
              progress(json, deployment, current, before);
            });
  }

  private static void counts(
      ObjectNode status,
      KubeObject deployment,
      Optional<KubeObject> current,
      List<KubeObject> sets) {
    int replicas = sum(sets, "replicas");
    int available = sum(sets, "availableReplicas");
    status.put("observedGeneration", deployment.generation());
    put(status, "replicas", replicas);
    put(
        status,
        "updatedReplicas",
        current.map(set -> set.number(0, "status", "replicas")).orElse(0));
    put(status, "readyReplicas", sum(sets, "readyReplicas"));
    put(status, "availableReplicas", available);
    int wanted = sets.stream().mapToInt(Deployments::size).sum();
    put(status, "unavailableReplicas", Math.max(0, wanted - available));
  }

  /** The real API leaves out counts of zero. */
  private static void put(ObjectNode status, String name, int count) {
    if (count == 0) {
      status.remove(name);
    } else {
      status.put(name, count);
    }
  }

  private static int sum(List<KubeObject> sets, String count) {
    return sets.stream().mapToInt(set -> set.number(0, "status", count)).sum();
  }

  private void available(ObjectNode json, KubeObject deployment) {
    int available = json.path("status").path("availableReplicas").asInt();
    boolean enough = available >= RolloutMath.of(deployment.at("spec")).minAvailable();
    Finding finding =
        enough
            ? Finding.yes("MinimumReplicasAvailable", "Deployment has minimum availability.")
            : Finding.no(
                "MinimumReplicasUnavailable", "Deployment does not have minimum availability.");
    touch(json, "Available", finding);
  }

  private void failure(ObjectNode json, List<KubeObject> sets) {
    Optional<JsonNode> failed =
        sets.stream()
            .flatMap(set -> Conditions.find(set.json(), "ReplicaFailure").stream())
            .findFirst();
    if (failed.isPresent()) {
      String message = failed.get().path("message").asText();
      touch(json, "ReplicaFailure", Finding.yes("FailedCreate", message));
    } else if (Conditions.find(json, "ReplicaFailure").isPresent()) {
      Conditions.remove(json, "ReplicaFailure");
    }
  }

  private void progress(
      ObjectNode json, KubeObject deployment, Optional<KubeObject> current, JsonNode before) {
    String set = current.map(KubeObject::name).orElse("");
    if (deployment.at("spec", "paused").asBoolean()) {
      touch(
          json, "Progressing", new Finding("Unknown", "DeploymentPaused", "Deployment is paused"));
      return;
    }
    boolean wasDone = reason(json).equals("NewReplicaSetAvailable");
    if (complete(json, deployment)) {
      String message = "ReplicaSet \"%s\" has successfully progressed.".formatted(set);
      touch(json, "Progressing", Finding.yes("NewReplicaSetAvailable", message));
      return;
    }
    boolean moved = moved(before, json.path("status")) || wasDone;
    if (moved || reason(json).isEmpty() || reason(json).equals("DeploymentPaused")) {
      String message = "ReplicaSet \"%s\" is progressing.".formatted(set);
      ObjectNode condition = touch(json, "Progressing", Finding.yes("ReplicaSetUpdated", message));
      condition.put("lastUpdateTime", world.clock().instant().toString());
    }
    deadline(json, deployment, set);
  }

  private void deadline(ObjectNode json, KubeObject deployment, String set) {
    Instant since =
        Conditions.find(json, "Progressing")
            .map(condition -> Instant.parse(condition.path("lastUpdateTime").asText()))
            .orElse(world.clock().instant());
    int seconds = deployment.number(600, "spec", "progressDeadlineSeconds");
    Instant end = since.plusSeconds(seconds);
    if (reason(json).equals("ProgressDeadlineExceeded")) {
      return;
    }
    if (end.isAfter(world.clock().instant())) {
      world.agenda().at(end);
      return;
    }
    String message = "ReplicaSet \"%s\" has timed out progressing.".formatted(set);
    touch(json, "Progressing", Finding.no("ProgressDeadlineExceeded", message));
  }

  private static boolean complete(ObjectNode json, KubeObject deployment) {
    JsonNode status = json.path("status");
    int wanted = deployment.number(1, "spec", "replicas");
    return status.path("updatedReplicas").asInt() == wanted
        && status.path("replicas").asInt() == wanted
        && status.path("availableReplicas").asInt() == wanted;
  }

  /** Progress as the real controller sees it: more new, fewer old, more ready, more available. */
  private static boolean moved(JsonNode before, JsonNode now) {
    int oldBefore = before.path("replicas").asInt() - before.path("updatedReplicas").asInt();
    int oldNow = now.path("replicas").asInt() - now.path("updatedReplicas").asInt();
    return now.path("updatedReplicas").asInt() > before.path("updatedReplicas").asInt()
        || oldNow < oldBefore
        || now.path("readyReplicas").asInt() > before.path("readyReplicas").asInt()
        || now.path("availableReplicas").asInt() > before.path("availableReplicas").asInt();
  }

  private static String reason(ObjectNode json) {
    return Conditions.find(json, "Progressing")
        .map(condition -> condition.path("reason").asText())
        .orElse("");
  }

  private ObjectNode touch(ObjectNode json, String type, Finding finding) {
    JsonNode before =
        Conditions.find(json, type).<JsonNode>map(JsonNode::deepCopy).orElse(Json.object());
    Instant now = world.clock().instant();
    ObjectNode condition = Conditions.set(json, type, finding, now);
    boolean same =
        before.path("status").equals(condition.path("status"))
            && before.path("reason").equals(condition.path("reason"))
            && before.path("message").equals(condition.path("message"));
    if (!same) {
      condition.put("lastUpdateTime", now.toString());
    }
    return condition;
  }
}
