package dev.slipway.kubernetes;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.util.Map;
import java.util.Optional;

/**
 * What we leave on an object beside what we changed. Always on the object itself, never on the pod
 * template: there it would restart pods.
 */
final class Marks {
  static final String FIELD_MANAGER = "slipway";
  static final String OPERATION = "slipway.dev/operation";
  static final String TOKEN = "slipway.dev/token";
  static final String VPA_MODE = "slipway.dev/original-update-mode";

  /** Token, and the operations of that token that are over on this object. */
  static final String OVER = "slipway.dev/over";

  private Marks() {}

  /** The fencing token found; 0 when no run of ours ever wrote, or somebody scribbled over it. */
  static long token(ObjectMeta meta) {
    String text = annotations(meta).getOrDefault(TOKEN, "0");
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  static String operation(ObjectMeta meta) {
    return annotations(meta).getOrDefault(OPERATION, "no operation of Slipway");
  }

  /** The run of ours that wrote last. */
  static Optional<String> setter(ObjectMeta meta) {
    return annotation(meta, OPERATION)
        .map(key -> key.split("/", 3))
        .filter(parts -> parts.length == 3)
        .map(parts -> parts[1]);
  }

  static Optional<String> annotation(ObjectMeta meta, String name) {
    return Optional.ofNullable(annotations(meta).get(name));
  }

  static Map<String, String> annotations(ObjectMeta meta) {
    return meta.getAnnotations() == null ? Map.of() : meta.getAnnotations();
  }

  static Map<String, String> labels(ObjectMeta meta) {
    return meta.getLabels() == null ? Map.of() : meta.getLabels();
  }
}
