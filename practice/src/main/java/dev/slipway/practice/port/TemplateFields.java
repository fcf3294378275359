package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.contract.FailureType;
import dev.slipway.practice.world.Json;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Declared fields of a workload's template: where they stand, read and written. */
final class TemplateFields {
  private static final String TEMPLATE = "/spec/template/spec";
  private static final Map<String, ConfigKind> BY_NAME =
      Map.of(
          "configMapRef", ConfigKind.CONFIG_MAP,
          "configMapKeyRef", ConfigKind.CONFIG_MAP,
          "configMap", ConfigKind.CONFIG_MAP,
          "secretRef", ConfigKind.SECRET,
          "secretKeyRef", ConfigKind.SECRET,
          "secret", ConfigKind.SECRET);

  private final WorkloadRef workload;
  private final ObjectNode podSpec;

  TemplateFields(WorkloadRef workload, ObjectNode json) {
    this.workload = workload;
    this.podSpec = Json.child(json, "spec", "template", "spec");
  }

  /** One place where the template names a ConfigMap or a Secret. */
  record Reference(ConfigKind kind, ObjectNode holder, String field, String pointer) {
    String name() {
      return holder.path(field).asText();
    }

    @Override
    public String toString() {
      return kind.kubernetes() + "/" + name();
    }
  }

  /**
   * The image of a container as the template names it.
   *
   * @throws io.temporal.failure.ApplicationFailure INVALID, naming the containers there are
   */
  String image(String container, boolean init) {
    return container(container, init).path("image").asText();
  }

  void setImage(ContainerImage image) {
    container(image.container(), image.init()).put("image", image.image().value());
  }

  private ObjectNode container(String name, boolean init) {
    return Json.objects(podSpec.path(init ? "initContainers" : "containers")).stream()
        .filter(one -> one.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                FailureType.INVALID.failure(
                    "%s has no %scontainer '%s'; containers: %s; init containers: %s"
                        .formatted(
                            workload,
                            init ? "init " : "",
                            name,
                            names("containers"),
                            names("initContainers"))));
  }

  private String names(String list) {
    List<String> names = new ArrayList<>();
    podSpec.path(list).forEach(one -> names.add(one.path("name").asText()));
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  /** All places that name an object of the slot; at least one. */
  List<Reference> slot(ConfigSetting setting) {
    List<Reference> mine =
        references().stream()
            .filter(one -> one.kind() == setting.kind() && setting.owns(one.name()))
            .toList();
    if (mine.isEmpty()) {
      List<String> there =
          references().stream().map(Reference::toString).distinct().sorted().toList();
      throw FailureType.INVALID.failure(
          "the template of %s names no %s '%s'; it names: %s"
              .formatted(
                  workload, setting.kind().kubernetes(), setting.slot(), String.join(", ", there)));
    }
    return mine;
  }

  List<Reference> references() {
    List<Reference> found = new ArrayList<>();
    collect(podSpec, TEMPLATE, found);
    return found;
  }

  /** References stand in environment, volumes and projections; all have names of their own. */
  private static void collect(JsonNode node, String pointer, List<Reference> found) {
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String here = pointer + "/" + entry.getKey();
      ConfigKind kind = BY_NAME.get(entry.getKey());
      if (kind != null && entry.getValue() instanceof ObjectNode holder) {
        String field = holder.has("secretName") ? "secretName" : "name";
        found.add(new Reference(kind, holder, field, here + "/" + field));
      } else {
        collect(entry.getValue(), here, found);
      }
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      collect(node.path(i), pointer + "/" + i, found);
    }
  }

  /** Where the image of a container stands, as a JSON pointer. */
  String pointer(ContainerImage image) {
    String list = image.init() ? "initContainers" : "containers";
    List<ObjectNode> all = Json.objects(podSpec.path(list));
    int index = all.indexOf(container(image.container(), image.init()));
    return "%s/%s/%d/image".formatted(TEMPLATE, list, index);
  }
}
