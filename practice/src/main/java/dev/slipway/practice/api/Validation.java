package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The API server's checks of written objects, as far as a release can run into them. */
final class Validation {
  private static final String NAME = "[a-z0-9]([-a-z0-9.]*[a-z0-9])?";
  private static final String IMMUTABLE = "Invalid value: field is immutable";

  private Validation() {}

  /**
   * Checks a new object.
   *
   * @throws Refused 422 with all problems
   */
  static void created(Kind kind, ObjectNode json) {
    List<String> problems = new ArrayList<>();
    JsonNode metadata = json.path("metadata");
    String name = metadata.path("name").asText("");
    if (name.isEmpty() && !metadata.hasNonNull("generateName")) {
      problems.add("metadata.name: Required value: name or generateName is required");
    } else if (!name.isEmpty() && (!name.matches(NAME) || name.length() > 253)) {
      problems.add(
          "metadata.name: Invalid value: \"%s\": a lowercase RFC 1123 subdomain must"
                  .formatted(name)
              + " consist of lower case alphanumeric characters, '-' or '.'");
    }
    written(kind, json, problems);
    refuse(kind, name, problems);
  }

  /**
   * Checks a changed object against its state before.
   *
   * @throws Refused 422 with all problems
   */
  static void updated(KubeObject before, ObjectNode json) {
    List<String> problems = new ArrayList<>();
    Kind kind = before.kind();
    written(kind, json, problems);
    boolean selects = List.of("Deployment", "StatefulSet", "ReplicaSet").contains(kind.name());
    if (selects && !json.at("/spec/selector").equals(before.at("spec", "selector"))) {
      problems.add("spec.selector: " + IMMUTABLE);
    }
    if (kind.name().equals("StatefulSet") && !fixed(json).equals(fixed(before.json()))) {
      problems.add(
          "spec: Forbidden: updates to statefulset spec for fields other than 'replicas',"
              + " 'ordinals', 'template', 'updateStrategy', 'revisionHistoryLimit',"
              + " 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden");
    }
    if (kind.name().equals("Job")
        && !json.at("/spec/template").equals(before.at("spec", "template"))) {
      problems.add("spec.template: " + IMMUTABLE);
    }
    boolean frozen = before.at("immutable").asBoolean();
    if (frozen && !json.path("data").equals(before.at("data"))) {
      problems.add("data: Forbidden: field is immutable when `immutable` is set");
    }
    refuse(kind, before.name(), problems);
  }

  private static JsonNode fixed(ObjectNode json) {
    UnaryOperator<ObjectNode> rest =
        spec ->
            spec.remove(
                List.of(
                    "replicas",
                    "ordinals",
                    "template",
                    "updateStrategy",
                    "revisionHistoryLimit",
                    "persistentVolumeClaimRetentionPolicy",
                    "minReadySeconds"));
    return rest.apply(Json.child(json.deepCopy(), "spec"));
  }

  private static void written(Kind kind, ObjectNode json, List<String> problems) {
    JsonNode spec = json.path("spec");
    switch (kind.name()) {
      case "Deployment", "StatefulSet", "ReplicaSet" -> {
        workload(spec, problems);
        podSpec("spec.template.spec", spec.path("template").path("spec"), problems);
      }
      case "Job" -> podSpec("spec.template.spec", spec.path("template").path("spec"), problems);
      case "Pod" -> podSpec("spec", spec, problems);
      default -> {
        // nothing to check in the other kinds
      }
    }
  }

  private static void workload(JsonNode spec, List<String> problems) {
    if (spec.path("replicas").asInt() < 0) {
      problems.add(
          "spec.replicas: Invalid value: %d: must be greater than or equal to 0"
              .formatted(spec.path("replicas").asInt()));
    }
    if (!spec.hasNonNull("selector")) {
      problems.add("spec.selector: Required value");
    }
    JsonNode labels = spec.path("template").path("metadata").path("labels");
    if (!Selector.of(spec.path("selector")).test(Json.strings(labels))) {
      problems.add(
          "spec.template.metadata.labels: Invalid value: %s: `selector` does not match template"
                  .formatted(Json.write(labels))
              + " `labels`");
    }
  }

  private static void podSpec(String path, JsonNode spec, List<String> problems) {
    if (spec.path("containers").isEmpty()) {
      problems.add(path + ".containers: Required value");
    }
    Set<String> names = new HashSet<>();
    for (String list : List.of("containers", "initContainers")) {
      for (int i = 0; i < spec.path(list).size(); i++) {
        JsonNode container = spec.path(list).path(i);
        String where = "%s.%s[%d]".formatted(path, list, i);
        if (container.path("image").asText("").isBlank()) {
          problems.add(where + ".image: Required value");
        }
        String name = container.path("name").asText("");
        if (name.isEmpty()) {
          problems.add(where + ".name: Required value");
        } else if (!names.add(name)) {
          problems.add("%s.name: Duplicate value: \"%s\"".formatted(where, name));
        }
      }
    }
  }

  private static void refuse(Kind kind, String name, List<String> problems) {
    if (!problems.isEmpty()) {
      String all =
          problems.size() == 1 ? problems.getFirst() : "[" + String.join(", ", problems) + "]";
      throw Refused.invalid(kind, name, all);
    }
  }
}
