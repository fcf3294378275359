package dev.slipway.practice.port;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.contract.FailureType;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.KubeObject;
import java.util.ArrayList;
import java.util.List;

/** A05: what a workload's template must have, by the names of the rules. */
final class PolicyRules {
  private static final int LEAST_GRACE = 30;

  private PolicyRules() {}

  static List<String> broken(KubeObject workload, List<String> rules) {
    JsonNode spec = workload.at("spec", "template", "spec");
    List<String> broken = new ArrayList<>();
    for (String rule : rules) {
      for (JsonNode container : spec.path("containers")) {
        if (!kept(rule, container, spec)) {
          broken.add("container %s breaks %s".formatted(container.path("name").asText(), rule));
        }
      }
    }
    return broken;
  }

  private static boolean kept(String rule, JsonNode container, JsonNode spec) {
    return switch (rule) {
      case "limits" -> Json.at(container, "resources", "limits").has("memory");
      case "probes" -> container.has("readinessProbe") && container.has("livenessProbe");
      case "grace" -> spec.path("terminationGracePeriodSeconds").asInt() >= LEAST_GRACE;
      case "no-migration-init" ->
          spec.path("initContainers").findValuesAsText("name").stream()
              .noneMatch(name -> name.contains("migrat"));
      case "pinned-images" -> container.path("image").asText().contains("@sha256:");
      case "non-root" ->
          Json.at(container, "securityContext", "runAsNonRoot").asBoolean()
              || Json.at(spec, "securityContext", "runAsNonRoot").asBoolean();
      default ->
          throw FailureType.INVALID.failure(
              "no rule '%s'; known are limits, probes, grace, no-migration-init, pinned-images,"
                      .formatted(rule)
                  + " non-root");
    };
  }
}
