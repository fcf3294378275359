package dev.slipway.practice.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One stored state of one object. The tree inside is shared and must not be changed; take a {@link
 * #copy} to write.
 */
public final class KubeObject {
  private final Kind kind;
  private final ObjectNode json;

  public KubeObject(Kind kind, ObjectNode json) {
    this.kind = kind;
    this.json = json;
  }

  public Kind kind() {
    return kind;
  }

  public ObjectNode json() {
    return json;
  }

  public ObjectNode copy() {
    return json.deepCopy();
  }

  public ObjectKey key() {
    return new ObjectKey(kind, namespace(), name());
  }

  public String name() {
    return text("metadata", "name");
  }

  /** Empty for objects of the whole cluster. */
  public String namespace() {
    return text("metadata", "namespace");
  }

  public String uid() {
    return text("metadata", "uid");
  }

  public long version() {
    return at("metadata", "resourceVersion").asLong();
  }

  public long generation() {
    return at("metadata", "generation").asLong();
  }

  public Map<String, String> labels() {
    return Json.strings(at("metadata", "labels"));
  }

  public String label(String name) {
    return text("metadata", "labels", name);
  }

  public String annotation(String name) {
    return text("metadata", "annotations", name);
  }

  public Instant created() {
    return Instant.parse(text("metadata", "creationTimestamp"));
  }

  public boolean terminating() {
    return at("metadata", "deletionTimestamp").isTextual();
  }

  /** The identity of the controller it belongs to. */
  public Optional<String> controller() {
    return owners().stream()
        .filter(owner -> owner.path("controller").asBoolean())
        .map(owner -> owner.path("uid").asText())
        .findFirst();
  }

  public List<JsonNode> owners() {
    return Json.items(at("metadata", "ownerReferences"));
  }

  public JsonNode at(String... path) {
    return Json.at(json, path);
  }

  /** The text at a path, empty when there is none. */
  public String text(String... path) {
    return at(path).asText("");
  }

  public int number(int otherwise, String... path) {
    return at(path).asInt(otherwise);
  }

  /** Whether the condition of this type has this status. */
  public boolean condition(String type, String status) {
    return Conditions.find(json, type)
        .filter(condition -> condition.path("status").asText().equals(status))
        .isPresent();
  }

  @Override
  public String toString() {
    return kind.singular() + " " + namespace() + "/" + name();
  }
}
