package dev.slipway.practice.pod;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Image;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.World;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the containers of one pod stand on: time, images, configuration, events. */
final class Ground {
  private final World world;
  private final KubeObject pod;

  Ground(World world, KubeObject pod) {
    this.world = world;
    this.pod = pod;
  }

  Instant now() {
    return world.clock().instant();
  }

  InstantSource clock() {
    return world.clock();
  }

  void say(String reason, String message) {
    world.events().normal(pod, reason, message);
  }

  void warn(String reason, String message) {
    world.events().warning(pod, reason, message);
  }

  /** As the kubelet writes it: {@code name_namespace(uid)}. */
  String podTitle() {
    return "%s_%s(%s)".formatted(pod.name(), pod.namespace(), pod.uid());
  }

  Optional<Image> image(String name) {
    return world.images().find(name);
  }

  /** Why an image cannot be pulled, in containerd's words. */
  Optional<String> pullProblem(String name) {
    Optional<Image> image = image(name);
    if (image.isPresent() && !image.get().behaviour().gone()) {
      return Optional.empty();
    }
    return Optional.of(
        ("rpc error: code = NotFound desc = failed to pull and unpack image \"%s\": failed to"
                + " resolve reference \"%s\": %s: not found")
            .formatted(name, name, name));
  }

  /** What a container refers to that is not there, in the kubelet's words. */
  Optional<String> missingConfiguration(JsonNode container) {
    for (JsonNode from : container.path("envFrom")) {
      Optional<String> missing =
          missing(Kinds.CONFIG_MAP, from.path("configMapRef"))
              .or(() -> missing(Kinds.SECRET, from.path("secretRef")));
      if (missing.isPresent()) {
        return missing;
      }
    }
    for (JsonNode variable : container.path("env")) {
      JsonNode from = variable.path("valueFrom");
      Optional<String> missing =
          missing(Kinds.CONFIG_MAP, from.path("configMapKeyRef"))
              .or(() -> missing(Kinds.SECRET, from.path("secretKeyRef")));
      if (missing.isPresent()) {
        return missing;
      }
    }
    return Optional.empty();
  }

  /** Which volume cannot be mounted because what it shows is not there, in the kubelet's words. */
  Optional<String> missingVolume() {
    for (JsonNode volume : pod.at("spec", "volumes")) {
      JsonNode secret = volume.path("secret");
      String secretName = secret.path("secretName").asText("");
      ObjectNode reference = Json.object().put("name", secretName);
      reference.put("optional", secret.path("optional").asBoolean());
      Optional<String> missing =
          missing(Kinds.SECRET, reference)
              .or(() -> missing(Kinds.CONFIG_MAP, volume.path("configMap")));
      if (missing.isPresent()) {
        String name = volume.path("name").asText();
        return Optional.of(
            "MountVolume.SetUp failed for volume \"%s\" : %s".formatted(name, missing.get()));
      }
    }
    return Optional.empty();
  }

  private Optional<String> missing(Kind kind, JsonNode reference) {
    String name = reference.path("name").asText("");
    if (name.isEmpty() || reference.path("optional").asBoolean()) {
      return Optional.empty();
    }
    Optional<KubeObject> object = world.store().find(kind, pod.namespace(), name);
    if (object.isEmpty()) {
      return Optional.of("%s \"%s\" not found".formatted(kind.singular(), name));
    }
    String key = reference.path("key").asText("");
    return key.isEmpty() || object.get().at("data").has(key)
        ? Optional.empty()
        : Optional.of(
            "couldn't find key %s in %s %s/%s".formatted(key, kind.name(), pod.namespace(), name));
  }

  /** The variables a container is started with; later ones win, as in the kubelet. */
  Map<String, String> environment(JsonNode container) {
    Map<String, String> variables = new TreeMap<>();
    for (JsonNode from : container.path("envFrom")) {
      variables.putAll(values(Kinds.CONFIG_MAP, from.path("configMapRef")));
      variables.putAll(values(Kinds.SECRET, from.path("secretRef")));
    }
    for (JsonNode variable : container.path("env")) {
      String name = variable.path("name").asText();
      JsonNode from = variable.path("valueFrom");
      String key = Json.at(from, "configMapKeyRef", "key").asText();
      String secretKey = Json.at(from, "secretKeyRef", "key").asText();
      Map<String, String> map = values(Kinds.CONFIG_MAP, from.path("configMapKeyRef"));
      Map<String, String> secret = values(Kinds.SECRET, from.path("secretKeyRef"));
      String value = variable.path("value").asText("");
      variables.put(name, map.getOrDefault(key, secret.getOrDefault(secretKey, value)));
    }
    return variables;
  }

  private Map<String, String> values(Kind kind, JsonNode reference) {
    String name = reference.path("name").asText("");
    Map<String, String> data =
        world
            .store()
            .find(kind, pod.namespace(), name)
            .map(object -> Json.strings(object.at("data")))
            .orElse(new TreeMap<>());
    if (kind.equals(Kinds.SECRET)) {
      data.replaceAll((key, value) -> decoded(value));
    }
    return data;
  }

  private static String decoded(String value) {
    return new String(Base64.getMimeDecoder().decode(value), StandardCharsets.UTF_8);
  }
}
