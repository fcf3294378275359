package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Refused;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The three kinds of patches besides server-side apply. */
final class Patches {
  /** Lists that are merged by a key; all others are replaced as a whole. */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("containers", "name"),
          Map.entry("initContainers", "name"),
          Map.entry("env", "name"),
          Map.entry("volumes", "name"),
          Map.entry("volumeMounts", "mountPath"),
          Map.entry("imagePullSecrets", "name"),
          Map.entry("ports", "containerPort"),
          Map.entry("conditions", "type"),
          Map.entry("ownerReferences", "uid"));

  private Patches() {}

  /**
   * Applies a patch by its content type.
   *
   * @throws Refused 422 when a JSON patch does not fit, 415 for an unknown type
   */
  static ObjectNode apply(String contentType, JsonNode patch, ObjectNode before) {
    String type = contentType.replaceAll(";.*", "").trim();
    return switch (type) {
      case "application/json-patch+json" -> jsonPatch(patch, before);
      case "application/merge-patch+json" -> merge(before.deepCopy(), patch);
      case "application/strategic-merge-patch+json" -> strategic(before.deepCopy(), patch);
      default ->
          throw new Refused(
              415,
              "UnsupportedMediaType",
              "the body of the request was in an unknown format - accepted media types include:"
                  + " application/json-patch+json, application/merge-patch+json,"
                  + " application/strategic-merge-patch+json, application/apply-patch+yaml");
    };
  }

  private static ObjectNode jsonPatch(JsonNode patch, ObjectNode before) {
    try {
      return (ObjectNode) JsonPatch.apply(patch, before.deepCopy());
    } catch (JsonPatchException misfit) {
      throw new Refused(
          422, "Invalid", "the server rejected our request due to an error in our request");
    }
  }

  static ObjectNode merge(ObjectNode target, JsonNode patch) {
    patch
        .properties()
        .forEach(
            entry -> {
              String name = entry.getKey();
              JsonNode value = entry.getValue();
              if (value.isNull()) {
                target.remove(name);
              } else if (value.isObject()) {
                merge(Json.child(target, name), value);
              } else {
                target.set(name, value.deepCopy());
              }
            });
    return target;
  }

  static ObjectNode strategic(ObjectNode target, JsonNode patch) {
    if (patch.path("$patch").asText("").equals("replace")) {
      target.removeAll();
    }
    patch
        .properties()
        .forEach(
            entry -> {
              if (!entry.getKey().startsWith("$")) {
                strategic(target, entry.getKey(), entry.getValue());
              }
            });
    return target;
  }

  private static void strategic(ObjectNode target, String name, JsonNode value) {
    if (value.isNull()) {
      target.remove(name);
    } else if (value.isObject()) {
      strategic(Json.child(target, name), value);
    } else if (value instanceof ArrayNode items && keyOf(name, items).isPresent()) {
      mergeList(Json.list(target, name), items, keyOf(name, items).get());
    } else {
      target.set(name, value.deepCopy());
    }
  }

  /** Ports of services are keyed by {@code port}, those of containers by {@code containerPort}. */
  static Optional<String> keyOf(String name, ArrayNode items) {
    String key = KEYS.getOrDefault(name, "");
    String fitting = name.equals("ports") && items.path(0).has("port") ? "port" : key;
    return fitting.isEmpty() ? Optional.empty() : Optional.of(fitting);
  }

  private static void mergeList(ArrayNode target, ArrayNode items, String key) {
    for (ObjectNode item : Json.objects(items)) {
      List<ObjectNode> there =
          Json.objects(target).stream()
              .filter(one -> one.path(key).equals(item.path(key)))
              .toList();
      if (item.path("$patch").asText("").equals("delete")) {
        for (int i = target.size() - 1; i >= 0; i--) {
          if (target.path(i).path(key).equals(item.path(key))) {
            target.remove(i);
          }
        }
      } else if (there.isEmpty()) {
        strategic(target.addObject(), item);
      } else {
        strategic(there.getFirst(), item);
      }
    }
  }
}
