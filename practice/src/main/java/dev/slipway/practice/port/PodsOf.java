package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The pods of one workload, the new ones and the others apart. */
record PodsOf(World world, KubeObject workload) {

  /** By owner: a pod of somebody else may have the same labels. */
  List<KubeObject> all() {
    Set<String> controllers = controllers();
    return world
        .store()
        .list(Kinds.POD, workload.namespace())
        .filter(pod -> pod.controller().filter(controllers::contains).isPresent())
        .filter(pod -> !pod.terminating() && !over(pod))
        .toList();
  }

  private Set<String> controllers() {
    return workload.kind().equals(Kinds.STATEFUL_SET)
        ? Set.of(workload.uid())
        : world.store().ownedBy(workload, Kinds.REPLICA_SET).stream()
            .map(KubeObject::uid)
            .collect(Collectors.toSet());
  }

  private static boolean over(KubeObject pod) {
    return List.of("Failed", "Succeeded").contains(pod.text("status", "phase"));
  }

  List<KubeObject> fresh() {
    return all().stream().filter(this::isFresh).toList();
  }

  List<KubeObject> stale() {
    return all().stream().filter(pod -> !isFresh(pod)).toList();
  }

  /** None before the controller has seen the last write: what is there is of the one before. */
  private boolean isFresh(KubeObject pod) {
    if (!seen()) {
      return false;
    }
    if (workload.kind().equals(Kinds.STATEFUL_SET)) {
      return pod.label("controller-revision-hash")
          .equals(workload.text("status", "updateRevision"));
    }
    return current().map(set -> pod.controller().equals(Optional.of(set.uid()))).orElse(false);
  }

  /** The replica set with the deployment's present template. */
  Optional<KubeObject> current() {
    String revision = workload.annotation("deployment.kubernetes.io/revision");
    return world.store().ownedBy(workload, Kinds.REPLICA_SET).stream()
        .filter(set -> set.annotation("deployment.kubernetes.io/revision").equals(revision))
        .findFirst();
  }

  /** Whether the controller has seen the last write. */
  boolean seen() {
    return workload.at("status", "observedGeneration").asLong() >= workload.generation();
  }

  int replicas() {
    return workload.number(1, "spec", "replicas");
  }

  static List<Status> statuses(KubeObject pod) {
    List<Status> all = new ArrayList<>();
    pod.at("status", "initContainerStatuses").forEach(one -> all.add(new Status(one, true)));
    pod.at("status", "containerStatuses").forEach(one -> all.add(new Status(one, false)));
    return all;
  }

  /** One container's status, and whether it is an init container's. */
  record Status(JsonNode json, boolean init) {
    String name() {
      return json.path("name").asText();
    }

    String image() {
      return json.path("image").asText();
    }

    String imageId() {
      return json.path("imageID").asText();
    }

    int restarts() {
      return json.path("restartCount").asInt();
    }

    String waiting() {
      return Json.at(json, "state", "waiting", "reason").asText("");
    }

    String message() {
      return Json.at(json, "state", "waiting", "message").asText("");
    }

    /** How it ended last, if it ended badly. */
    Optional<JsonNode> badEnd() {
      JsonNode now = Json.at(json, "state", "terminated");
      JsonNode end = now.isMissingNode() ? Json.at(json, "lastState", "terminated") : now;
      return end.path("exitCode").asInt() == 0 ? Optional.empty() : Optional.of(end);
    }
  }
}
