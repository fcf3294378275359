package dev.slipway.kubernetes;

import dev.slipway.name.OperationKey;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A JSON patch (RFC 6902) that changes nothing unless the object is still the one that was read:
 * {@code test} on resourceVersion and on each old value comes before each replacement.
 */
final class FieldPatch {
  private final List<Map<String, Object>> steps = new ArrayList<>();

  static FieldPatch on(ObjectMeta meta) {
    var patch = new FieldPatch();
    patch.step("test", "/metadata/uid", meta.getUid());
    patch.step("test", "/metadata/resourceVersion", meta.getResourceVersion());
    return patch;
  }

  /** A patch for people, to be sent at any later time: it only checks what must not have moved. */
  static FieldPatch untied() {
    return new FieldPatch();
  }

  FieldPatch replace(FieldSpot spot) {
    step("test", spot.guard(), spot.guardValue());
    if (!spot.guard().equals(spot.pointer())) {
      step("test", spot.pointer(), spot.found());
    }
    return step("replace", spot.pointer(), spot.wanted());
  }

  FieldPatch set(String pointer, Object value) {
    return step("add", pointer, value);
  }

  FieldPatch test(String pointer, Object value) {
    return step("test", pointer, value);
  }

  /** Leaves operation and token on the object. */
  FieldPatch mark(ObjectMeta meta, OperationKey key, long token) {
    annotate(meta, Marks.OPERATION, key.value());
    return annotated(Marks.TOKEN, Long.toString(token));
  }

  /** The first annotation of an object needs the map to be made. */
  FieldPatch annotate(ObjectMeta meta, String name, String value) {
    if (Marks.annotations(meta).isEmpty()) {
      step("add", "/metadata/annotations", Map.of());
    }
    return annotated(name, value);
  }

  List<Map<String, Object>> steps() {
    return List.copyOf(steps);
  }

  private FieldPatch annotated(String name, String value) {
    return step(
        "add", "/metadata/annotations/" + name.replace("~", "~0").replace("/", "~1"), value);
  }

  private FieldPatch step(String operation, String pointer, Object value) {
    var step = new LinkedHashMap<String, Object>();
    step.put("op", operation);
    step.put("path", pointer);
    step.put("value", value);
    steps.add(step);
    return this;
  }
}
