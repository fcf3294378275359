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

  private FieldPatch() {}

  static FieldPatch on(ObjectMeta meta) {
    return new FieldPatch()
        .test("/metadata/uid", meta.getUid())
        .test("/metadata/resourceVersion", meta.getResourceVersion());
  }

  /** A patch to be sent at any later time: it only checks that it hits the right places. */
  static FieldPatch untied() {
    return new FieldPatch();
  }

  FieldPatch replace(FieldSpot spot) {
    test(spot.guard(), spot.guardValue());
    if (!spot.guard().equals(spot.pointer())) {
      test(spot.pointer(), spot.found());
    }
    return step("replace", spot.pointer(), spot.wanted());
  }

  /** Sets a value, whether there is one or not. */
  FieldPatch set(String pointer, Object value) {
    return step("add", pointer, value);
  }

  FieldPatch test(String pointer, Object value) {
    return step("test", pointer, value);
  }

  FieldPatch remove(String pointer) {
    var step = new LinkedHashMap<String, Object>();
    step.put("op", "remove");
    step.put("path", pointer);
    steps.add(step);
    return this;
  }

  /** Leaves operation and token on the object. */
  FieldPatch mark(ObjectMeta meta, OperationKey key, long token) {
    return annotate(meta, Marks.OPERATION, key.value())
        .annotated(Marks.TOKEN, Long.toString(token));
  }

  /** The first annotation of an object needs the map to be made. */
  FieldPatch annotate(ObjectMeta meta, String name, String value) {
    if (Marks.annotations(meta).isEmpty()) {
      step("add", "/metadata/annotations", Map.of());
    }
    return annotated(name, value);
  }

  /** One more annotation, where there are some. */
  FieldPatch annotated(String name, String value) {
    return step("add", annotation(name), value);
  }

  FieldPatch withoutAnnotation(String name) {
    return remove(annotation(name));
  }

  List<Map<String, Object>> steps() {
    return List.copyOf(steps);
  }

  private static String annotation(String name) {
    return "/metadata/annotations/" + name.replace("~", "~0").replace("/", "~1");
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
