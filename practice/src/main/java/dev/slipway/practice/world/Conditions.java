package dev.slipway.practice.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/** The list {@code status.conditions} of an object that is being written. */
public final class Conditions {
  private Conditions() {}

  public static Optional<JsonNode> find(JsonNode object, String type) {
    return Json.items(Json.at(object, "status", "conditions")).stream()
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst();
  }

  /** Sets a condition; its transition time moves only when its status does. */
  public static ObjectNode set(ObjectNode object, String type, Finding finding, Instant now) {
    ObjectNode condition = entry(object, type);
    if (!condition.path("status").asText().equals(finding.status())) {
      condition.put("lastTransitionTime", now.toString());
      condition.put("status", finding.status());
    }
    put(condition, "reason", finding.reason());
    put(condition, "message", finding.message());
    return condition;
  }

  public static void remove(ObjectNode object, String type) {
    var conditions = Json.list(Json.child(object, "status"), "conditions");
    for (int i = conditions.size() - 1; i >= 0; i--) {
      if (conditions.get(i).path("type").asText().equals(type)) {
        conditions.remove(i);
      }
    }
  }

  private static ObjectNode entry(ObjectNode object, String type) {
    var conditions = Json.list(Json.child(object, "status"), "conditions");
    return Json.objects(conditions).stream()
        .filter(condition -> condition.path("type").asText().equals(type))
        .findFirst()
        .orElseGet(() -> conditions.addObject().put("type", type));
  }

  private static void put(ObjectNode condition, String name, String value) {
    if (value.isEmpty()) {
      condition.remove(name);
    } else {
      condition.put(name, value);
    }
  }

  /**
   * What a condition says.
   *
   * @param status {@code True}, {@code False} or {@code Unknown}
   * @param reason one word, empty for none
   * @param message for people, empty for none
   */
  public record Finding(String status, String reason, String message) {
    public static Finding yes(String reason, String message) {
      return new Finding("True", reason, message);
    }

    public static Finding no(String reason, String message) {
      return new Finding("False", reason, message);
    }

    public static Finding of(boolean value, String reason, String message) {
      return value ? yes("", "") : no(reason, message);
    }
  }
}
