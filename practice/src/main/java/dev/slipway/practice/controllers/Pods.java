package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Making, judging and deleting the pods of workloads. */
final class Pods {
  private static final Duration RETRY = Duration.ofSeconds(3);

  private final World world;
  private final Map<String, Refusal> refusals = new HashMap<>();

  /** The last time that the cluster refused a pod of an owner; it is asked again after a while. */
  private record Refusal(Instant at, String why) {}

  Pods(World world) {
    this.world = world;
  }

  /** Creates a pod from its owner's template; says why when the cluster refuses it. */
  Optional<String> create(KubeObject owner, String name, Map<String, String> moreLabels) {
    ObjectNode pod = fromTemplate(owner, owner.at("spec", "template"));
    ObjectNode metadata = Json.child(pod, "metadata");
    if (name.endsWith("-")) {
      metadata.put("generateName", name);
    } else {
      metadata.put("name", name);
    }
    moreLabels.forEach(Json.child(metadata, "labels")::put);
    return create(owner, pod);
  }

  private Optional<String> create(KubeObject owner, ObjectNode pod) {
    Refusal before = refusals.get(owner.uid());
    Instant now = world.clock().instant();
    if (before != null && now.isBefore(before.at().plus(RETRY))) {
      return Optional.of(before.why());
    }
    try {
      new Quotas(world).admit(owner.namespace(), pod);
      KubeObject made = world.store().create(Kinds.POD, pod);
      refusals.remove(owner.uid());
      world.events().normal(owner, "SuccessfulCreate", "Created pod: " + made.name());
      return Optional.empty();
    } catch (Refused refused) {
      world.events().warning(owner, "FailedCreate", "Error creating: " + refused.getMessage());
      String why = String.valueOf(refused.getMessage());
      refusals.put(owner.uid(), new Refusal(now, why));
      world.agenda().at(now.plus(RETRY));
      return Optional.of(why);
    }
  }

  static ObjectNode fromTemplate(KubeObject owner, JsonNode template) {
    ObjectNode pod = Json.object();
    ObjectNode metadata = Json.child(pod, "metadata").put("namespace", owner.namespace());
    for (String field : new String[] {"labels", "annotations"}) {
      if (template.path("metadata").has(field)) {
        metadata.set(field, template.path("metadata").path(field).deepCopy());
      }
    }
    own(metadata, owner);
    pod.set("spec", template.path("spec").deepCopy());
    Json.child(pod, "status").put("phase", "Pending");
    return pod;
  }

  /** Makes an object belong to its controller. */
  static void own(ObjectNode metadata, KubeObject owner) {
    metadata
        .putArray("ownerReferences")
        .addObject()
        .put("apiVersion", owner.kind().apiVersion())
        .put("kind", owner.kind().name())
        .put("name", owner.name())
        .put("uid", owner.uid())
        .put("controller", true)
        .put("blockOwnerDeletion", true);
  }

  void delete(KubeObject owner, KubeObject pod) {
    world.events().normal(owner, "SuccessfulDelete", "Deleted pod: " + pod.name());
    delete(world, pod.key(), 30);
  }

  /** Marks a pod for deletion as the API does; the kubelet takes it away. */
  static void delete(World world, ObjectKey pod, long graceSeconds) {
    Instant end = world.clock().instant().plusSeconds(graceSeconds);
    world
        .store()
        .edit(
            pod,
            json ->
                Json.child(json, "metadata")
                    .put("deletionTimestamp", end.truncatedTo(ChronoUnit.SECONDS).toString())
                    .put("deletionGracePeriodSeconds", graceSeconds));
  }

  static boolean ready(KubeObject pod) {
    return !pod.terminating() && pod.condition("Ready", "True");
  }

  /** Ready for at least so many seconds; when not yet, the world looks again in time. */
  boolean available(KubeObject pod, int minReadySeconds) {
    if (!ready(pod)) {
      return false;
    }
    Instant since =
        Conditions.find(pod.json(), "Ready")
            .map(condition -> Instant.parse(condition.path("lastTransitionTime").asText()))
            .orElseThrow();
    Instant from = since.plusSeconds(minReadySeconds);
    if (from.isAfter(world.clock().instant())) {
      world.agenda().at(from);
      return false;
    }
    return true;
  }

  static boolean over(KubeObject pod) {
    String phase = pod.text("status", "phase");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }
}
