package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** Resource quotas: refuses pods beyond them and keeps their status. */
public final class Quotas implements Controller {
  private final World world;

  public Quotas(World world) {
    this.world = world;
  }

  @Override
  public void step() {
    for (KubeObject quota : world.store().list(Kinds.QUOTA)) {
      ObjectNode used = Json.object();
      quota
          .at("spec", "hard")
          .properties()
          .forEach(
              hard -> used.put(hard.getKey(), text(hard.getKey(), used(quota, hard.getKey()))));
      world
          .store()
          .edit(
              quota.key(),
              json -> {
                ObjectNode status = Json.child(json, "status");
                status.set("hard", quota.at("spec", "hard").deepCopy());
                status.set("used", used);
              });
    }
  }

  /**
   * Admits a new pod.
   *
   * @throws Refused 403 in the words of the API server when a quota has no room for it
   */
  public void admit(String namespace, ObjectNode pod) {
    for (KubeObject quota : world.store().list(Kinds.QUOTA, namespace).toList()) {
      Map<String, String> hard = new TreeMap<>(Json.strings(quota.at("spec", "hard")));
      hard.forEach((resource, limit) -> admit(quota, pod, resource, limit));
    }
  }

  private void admit(KubeObject quota, ObjectNode pod, String resource, String limit) {
    BigDecimal asked = asks(pod.path("spec"), resource);
    BigDecimal used = used(quota, resource);
    if (asked.signum() > 0 && used.add(asked).compareTo(Quantity.of(limit)) > 0) {
      JsonNode metadata = pod.path("metadata");
      String name = metadata.path("name").asText(metadata.path("generateName").asText());
      throw Refused.forbidden(
          Kinds.POD,
          name,
          "exceeded quota: %s, requested: %s=%s, used: %s=%s, limited: %s=%s"
              .formatted(
                  quota.name(),
                  resource,
                  text(resource, asked),
                  resource,
                  text(resource, used),
                  resource,
                  limit));
    }
  }

  private BigDecimal used(KubeObject quota, String resource) {
    return world
        .store()
        .list(Kinds.POD, quota.namespace())
        .filter(pod -> !Pods.over(pod))
        .map(pod -> asks(pod.at("spec"), resource))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal asks(JsonNode spec, String resource) {
    return switch (resource) {
      case "pods", "count/pods" -> BigDecimal.ONE;
      case "cpu", "requests.cpu" -> Quantity.asked(spec, "requests", "cpu");
      case "memory", "requests.memory" -> Quantity.asked(spec, "requests", "memory");
      case "limits.cpu" -> Quantity.asked(spec, "limits", "cpu");
      case "limits.memory" -> Quantity.asked(spec, "limits", "memory");
      default -> BigDecimal.ZERO;
    };
  }

  private static String text(String resource, BigDecimal value) {
    if (resource.endsWith("memory")) {
      return value.toBigInteger().shiftRight(20) + "Mi";
    }
    boolean whole = value.stripTrailingZeros().scale() <= 0;
    return whole ? value.toBigInteger().toString() : value.movePointRight(3).toBigInteger() + "m";
  }
}
