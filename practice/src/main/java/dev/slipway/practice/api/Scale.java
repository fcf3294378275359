package dev.slipway.practice.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.Refused;
import dev.slipway.practice.world.World;
import java.util.stream.Collectors;

/** The subresource {@code scale} of workloads. */
final class Scale {
  private final World world;
  private final ObjectApi objects;

  Scale(World world, ObjectApi objects) {
    this.world = world;
    this.objects = objects;
  }

  ApiReply handle(ApiPath path, ApiRequest request) {
    KubeObject workload = world.store().get(path.key());
    ObjectNode scale = view(workload);
    switch (request.method()) {
      case "GET" -> {
        return ApiReply.json(200, scale);
      }
      case "PUT" -> scale = (ObjectNode) Json.parse(request.body());
      case "PATCH" ->
          scale = Patches.apply(request.header("content-type"), Json.parse(request.body()), scale);
      default -> throw new Refused(405, "MethodNotAllowed", "scale can be read and written only");
    }
    ObjectNode json = workload.copy();
    Json.child(json, "spec").put("replicas", Json.at(scale, "spec", "replicas").asInt());
    String version = Json.at(scale, "metadata", "resourceVersion").asText("");
    Json.child(json, "metadata").put("resourceVersion", version);
    objects.update(workload, json, "", request.query("dryRun").equals("All"));
    return ApiReply.json(200, view(world.store().get(path.key())));
  }

  private static ObjectNode view(KubeObject workload) {
    ObjectNode scale = Json.object().put("apiVersion", "autoscaling/v1").put("kind", "Scale");
    Json.child(scale, "metadata")
        .put("name", workload.name())
        .put("namespace", workload.namespace())
        .put("uid", workload.uid())
        .put("resourceVersion", workload.text("metadata", "resourceVersion"));
    Json.child(scale, "spec").put("replicas", workload.number(1, "spec", "replicas"));
    String selector =
        Json.strings(workload.at("spec", "selector", "matchLabels")).entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
    Json.child(scale, "status")
        .put("replicas", workload.number(0, "status", "replicas"))
        .put("selector", selector);
    return scale;
  }
}
