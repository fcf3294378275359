package dev.slipway.practice.controllers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.world.Controller;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.practice.world.ObjectKey;
import dev.slipway.practice.world.Selector;
import dev.slipway.practice.world.World;
import java.util.List;
import java.util.Map;

/** Knows which pods stand behind each service, and writes it down in both forms of the API. */
public final class Endpoints implements Controller {
  private final World world;

  public Endpoints(World world) {
    this.world = world;
  }

  @Override
  public void step() {
    for (KubeObject service : world.store().list(Kinds.SERVICE)) {
      if (!service.at("spec", "selector").isEmpty()) {
        write(service, Kinds.ENDPOINTS, service.name(), endpoints(service));
        write(service, Kinds.SLICE, service.name() + "-1", slice(service));
      }
    }
  }

  /** Pods which the service selects and which are ready. */
  public static List<KubeObject> ready(World world, KubeObject service) {
    return selected(world, service).stream().filter(Pods::ready).toList();
  }

  /** Pods which the service selects and which have an address, ready or not. */
  public static List<KubeObject> selected(World world, KubeObject service) {
    Map<String, String> selector = Json.strings(service.at("spec", "selector"));
    return world
        .store()
        .list(Kinds.POD, service.namespace())
        .filter(pod -> !selector.isEmpty() && Selector.equal(selector).test(pod.labels()))
        .filter(pod -> !pod.text("status", "podIP").isEmpty() && !Pods.over(pod))
        .toList();
  }

  private ObjectNode endpoints(KubeObject service) {
    ObjectNode body = Json.object();
    List<KubeObject> selected = selected(world, service);
    ArrayNode subsets = body.putArray("subsets");
    if (!selected.isEmpty()) {
      ObjectNode subset = subsets.addObject();
      selected.forEach(
          pod ->
              address(Json.list(subset, Pods.ready(pod) ? "addresses" : "notReadyAddresses"), pod));
      ports(subset, service);
    }
    return body;
  }

  private static void address(ArrayNode list, KubeObject pod) {
    ObjectNode address = list.addObject().put("ip", pod.text("status", "podIP"));
    address.put("nodeName", pod.text("spec", "nodeName"));
    Json.child(address, "targetRef")
        .put("kind", "Pod")
        .put("namespace", pod.namespace())
        .put("name", pod.name())
        .put("uid", pod.uid());
  }

  private ObjectNode slice(KubeObject service) {
    ObjectNode body = Json.object().put("addressType", "IPv4");
    ArrayNode endpoints = body.putArray("endpoints");
    for (KubeObject pod : selected(world, service)) {
      ObjectNode endpoint = endpoints.addObject();
      endpoint.putArray("addresses").add(pod.text("status", "podIP"));
      Json.child(endpoint, "conditions")
          .put("ready", Pods.ready(pod))
          .put("serving", pod.condition("Ready", "True"))
          .put("terminating", pod.terminating());
      Json.child(endpoint, "targetRef").put("kind", "Pod").put("name", pod.name());
    }
    ports(body, service);
    return body;
  }

  private static void ports(ObjectNode body, KubeObject service) {
    ArrayNode ports = body.putArray("ports");
    for (JsonNode port : service.at("spec", "ports")) {
      ObjectNode out = ports.addObject().put("protocol", "TCP");
      out.put("port", port.path("targetPort").asInt(port.path("port").asInt()));
      if (port.hasNonNull("name")) {
        out.put("name", port.path("name").asText());
      }
    }
  }

  private void write(KubeObject service, Kind kind, String name, ObjectNode body) {
    ObjectKey key = new ObjectKey(kind, service.namespace(), name);
    if (world.store().find(key).isPresent()) {
      world.store().edit(key, json -> json.setAll(body));
      return;
    }
    ObjectNode metadata = Json.child(body, "metadata").put("name", name);
    metadata.put("namespace", service.namespace());
    Json.child(metadata, "labels").put("kubernetes.io/service-name", service.name());
    Pods.own(metadata, service);
    world.store().create(kind, body);
  }
}
