package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.controllers.Quotas;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.util.Optional;

/** Writing of objects with everything the API server does before it stores them. */
public final class ObjectApi {
  private final World world;
  private final Deletion deletion;

  public ObjectApi(World world) {
    this.world = world;
    this.deletion = new Deletion(world);
  }

  Deletion deletion() {
    return deletion;
  }

  /**
   * Creates an object.
   *
   * @param dry checks and completes only
   * @throws Refused 404 for a missing namespace, 409 for a taken name, 422 for a bad object, 403
   *     beyond a quota
   */
  public ObjectNode create(Kind kind, String namespace, ObjectNode json, boolean dry) {
    ObjectNode metadata = Json.child(json, "metadata");
    if (kind.namespaced()) {
      String named = metadata.path("namespace").asText(namespace);
      if (!named.equals(namespace)) {
        throw Refused.bad(
            "the namespace of the provided object does not match the namespace sent on the request");
      }
      metadata.put("namespace", namespace);
      ObjectKey key = new ObjectKey(Kinds.NAMESPACE, "", namespace);
      world.store().get(key);
    }
    metadata.remove("resourceVersion");
    Defaults.apply(kind, json);
    Validation.created(kind, json);
    if (kind.equals(Kinds.POD)) {
      new Quotas(world).admit(namespace, json);
    }
    String name = metadata.path("name").asText();
    if (dry) {
      if (world.store().find(kind, namespace, name).isPresent()) {
        throw Refused.exists(kind, name);
      }
      return json;
    }
    if (kind.equals(Kinds.DEFINITION)) {
      define(json);
    }
    return world.store().create(kind, json).json();
  }

  /** Creates an object or brings it to the written state; what is not written stays. */
  public ObjectNode put(Kind kind, String namespace, ObjectNode json) {
    String name = json.path("metadata").path("name").asText();
    Optional<KubeObject> there = world.store().find(kind, namespace, name);
    return there.isEmpty()
        ? create(kind, namespace, json, false)
        : update(there.get(), Patches.merge(there.get().copy(), json), "", false);
  }

  /**
   * Replaces an object or one of its subresources.
   *
   * @param part empty for the object, {@code status} for its status only
   * @throws Refused 409 when the written version is not the stored one, 422 for a bad object
   */
  public ObjectNode update(KubeObject before, ObjectNode written, String part, boolean dry) {
    ObjectNode json = part.equals("status") ? before.copy() : written;
    Json.child(json, "metadata").put("name", before.name());
    if (before.kind().namespaced()) {
      Json.child(json, "metadata").put("namespace", before.namespace());
    }
    json.put("apiVersion", before.kind().apiVersion()).put("kind", before.kind().name());
    if (part.equals("status")) {
      take(json, "status", written);
      JsonNode version = written.path("metadata").path("resourceVersion");
      Json.child(json, "metadata").put("resourceVersion", version.asText(""));
    } else if (before.kind().deepStatus()) {
      take(json, "status", before.json());
    }
    keepDeletion(before, json);
    Defaults.apply(before.kind(), json);
    Validation.updated(before, json);
    checkVersion(before, json);
    if (dry) {
      return json;
    }
    ObjectNode stored = world.store().update(new KubeObject(before.kind(), json)).json();
    deletion.finish(before.key());
    return stored;
  }

  private static void take(ObjectNode json, String field, ObjectNode from) {
    if (from.has(field)) {
      json.set(field, from.get(field).deepCopy());
    } else {
      json.remove(field);
    }
  }

  /** Nobody un-deletes an object, or deletes it by writing. */
  private static void keepDeletion(KubeObject before, ObjectNode json) {
    ObjectNode metadata = Json.child(json, "metadata");
    ObjectNode old = (ObjectNode) before.at("metadata");
    take(metadata, "deletionTimestamp", old);
    take(metadata, "deletionGracePeriodSeconds", old);
  }

  private static void checkVersion(KubeObject before, ObjectNode json) {
    String claimed = json.path("metadata").path("resourceVersion").asText("");
    if (!claimed.isEmpty() && !claimed.equals(before.text("metadata", "resourceVersion"))) {
      throw Refused.conflict(before.kind(), before.name());
    }
  }

  /**
   * Deletes one object as a caller of the API would.
   *
   * @param options the body of the request, an empty object for none
   * @throws Refused 404 when it is not there, 409 when it is not the one that was meant
   */
  public void delete(ObjectKey key, JsonNode options) {
    deletion.delete(key, options, false);
  }

  /** A patch by its content type; server-side apply also creates. */
  Written patch(ObjectKey key, String part, PatchOptions options, JsonNode patch) {
    if (options.apply()) {
      return apply(key, options, patch);
    }
    KubeObject before = world.store().get(key);
    ObjectNode json = Patches.apply(options.contentType(), patch, before.copy());
    return new Written(200, update(before, json, part, options.dry()));
  }

  private Written apply(ObjectKey key, PatchOptions options, JsonNode patch) {
    if (!(patch instanceof ObjectNode wanted)) {
      throw Refused.bad("an apply patch must be an object");
    }
    ServerSideApply apply = new ServerSideApply(options.manager(), options.force());
    Optional<KubeObject> before = world.store().find(key);
    ObjectNode start = before.map(KubeObject::copy).orElse(Json.object());
    ObjectNode json = apply.apply(key.kind(), start, wanted);
    if (before.isEmpty()) {
      Json.child(json, "metadata").put("name", key.name());
      return new Written(201, create(key.kind(), key.namespace(), json, options.dry()));
    }
    return new Written(200, update(before.get(), json, "", options.dry()));
  }

  private void define(ObjectNode definition) {
    JsonNode spec = definition.path("spec");
    JsonNode names = spec.path("names");
    for (JsonNode version : spec.path("versions")) {
      world
          .kinds()
          .add(
              new Kind(
                  spec.path("group").asText(),
                  version.path("name").asText(),
                  names.path("kind").asText(),
                  names.path("plural").asText(),
                  spec.path("scope").asText("Namespaced").equals("Namespaced"),
                  version.path("subresources").has("status")));
    }
  }

  /**
   * What a write left behind.
   *
   * @param code 200 or 201
   */
  record Written(int code, ObjectNode object) {}

  /** How a patch is meant. */
  record PatchOptions(String contentType, String manager, boolean force, boolean dry) {
    boolean apply() {
      return contentType.startsWith("application/apply-patch");
    }
  }
}
