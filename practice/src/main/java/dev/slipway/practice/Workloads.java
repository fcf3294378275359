package dev.slipway.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Json;
import java.util.Map;

/** The usual objects of one small service, all labelled and selected by {@code app}. */
final class Workloads {
  private static final int PORT = 8080;

  private Workloads() {}

  static ObjectNode workload(String name, int replicas, String image) {
    ObjectNode json = named(name);
    ObjectNode spec = Json.child(json, "spec").put("replicas", replicas);
    Json.child(spec, "selector", "matchLabels").put("app", name);
    Json.child(spec, "template", "metadata", "labels").put("app", name);
    ObjectNode container =
        Json.list(Json.child(spec, "template", "spec"), "containers").addObject();
    container.put("name", name).put("image", image);
    Json.list(container, "ports").addObject().put("name", "http").put("containerPort", PORT);
    Json.child(container, "readinessProbe", "httpGet")
        .put("path", "/health/ready")
        .put("port", PORT);
    Json.child(container, "resources", "requests").put("cpu", "100m").put("memory", "128Mi");
    return json;
  }

  static ObjectNode service(String name) {
    ObjectNode json = named(name);
    ObjectNode spec = Json.child(json, "spec");
    Json.child(spec, "selector").put("app", name);
    Json.list(spec, "ports")
        .addObject()
        .put("name", "http")
        .put("port", 80)
        .put("targetPort", PORT);
    return json;
  }

  static ObjectNode withData(String name, String field, Map<String, String> data) {
    ObjectNode json = named(name);
    data.forEach(Json.child(json, field)::put);
    return json;
  }

  static ObjectNode ingress(String host, String service) {
    ObjectNode json = named(service);
    ObjectNode rule = Json.list(Json.child(json, "spec"), "rules").addObject().put("host", host);
    ObjectNode path = Json.list(Json.child(rule, "http"), "paths").addObject();
    path.put("path", "/").put("pathType", "Prefix");
    Json.child(path, "backend", "service").put("name", service);
    Json.child(path, "backend", "service", "port").put("number", 80);
    return json;
  }

  private static ObjectNode named(String name) {
    ObjectNode json = Json.object();
    Json.child(json, "metadata").put("name", name);
    Json.child(json, "metadata", "labels").put("app", name);
    return json;
  }
}
