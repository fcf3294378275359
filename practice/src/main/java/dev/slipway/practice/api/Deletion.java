package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Deleting as the API does it: with grace, preconditions, finalizers and orphans. */
final class Deletion {
  private final World world;

  Deletion(World world) {
    this.world = world;
  }

  /**
   * Deletes one object.
   *
   * @param options the body of the request, an empty object for none
   * @throws Refused 404 when it is not there, 409 when it is not the one that was meant
   */
  ObjectNode delete(ObjectKey key, JsonNode options, boolean dry) {
    KubeObject object = world.store().get(key);
    check(object, options.path("preconditions"));
    ObjectNode reply = ApiReply.status(200, "", "");
    reply.remove("reason");
    reply.remove("message");
    Json.child(reply, "details")
        .put("name", key.name())
        .put("kind", key.kind().plural())
        .put("group", key.kind().group())
        .put("uid", object.uid());
    if (dry) {
      return reply;
    }
    if (options.path("propagationPolicy").asText("").equals("Orphan")) {
      orphan(object);
    }
    boolean pod = key.kind().equals(Kinds.POD);
    long grace = options.path("gracePeriodSeconds").asLong(pod ? 30 : 0);
    boolean runs = pod && !object.text("spec", "nodeName").isEmpty() && grace > 0;
    if (runs || !object.at("metadata", "finalizers").isEmpty()) {
      mark(object, grace);
    } else {
      remove(object);
    }
    return pod ? world.store().find(key).map(KubeObject::json).orElse(reply) : reply;
  }

  private static void check(KubeObject object, JsonNode wanted) {
    for (String field : new String[] {"uid", "resourceVersion"}) {
      String meant = wanted.path(field).asText("");
      if (!meant.isEmpty() && !meant.equals(object.text("metadata", field))) {
        throw new Refused(
            409,
            "Conflict",
            ("Operation cannot be fulfilled on %s \"%s\": Precondition failed: %s in precondition:"
                    + " %s, %s in object meta: %s")
                .formatted(
                    object.kind().qualified(),
                    object.name(),
                    field,
                    meant,
                    field,
                    object.text("metadata", field)));
      }
    }
  }

  private void mark(KubeObject object, long grace) {
    if (object.terminating()) {
      return;
    }
    Instant end = world.clock().instant().plusSeconds(grace).truncatedTo(ChronoUnit.SECONDS);
    world
        .store()
        .edit(
            object.key(),
            json ->
                Json.child(json, "metadata")
                    .put("deletionTimestamp", end.toString())
                    .put("deletionGracePeriodSeconds", grace));
  }

  /** Takes away an object that waited only for its finalizers. */
  void finish(ObjectKey key) {
    world
        .store()
        .find(key)
        .filter(object -> object.terminating() && !key.kind().equals(Kinds.POD))
        .filter(object -> object.at("metadata", "finalizers").isEmpty())
        .ifPresent(this::remove);
  }

  private void remove(KubeObject object) {
    world.store().remove(object.key());
    if (object.kind().equals(Kinds.NAMESPACE)) {
      for (Kind kind : world.kinds().all()) {
        world.store().list(kind, object.name()).forEach(one -> world.store().remove(one.key()));
      }
    }
  }

  private void orphan(KubeObject owner) {
    for (Kind kind : world.kinds().all()) {
      for (KubeObject child : world.store().list(kind, owner.namespace()).toList()) {
        boolean owned =
            child.owners().stream().anyMatch(one -> one.path("uid").asText().equals(owner.uid()));
        if (owned) {
          world
              .store()
              .edit(child.key(), json -> Json.child(json, "metadata").remove("ownerReferences"));
        }
      }
    }
  }
}
