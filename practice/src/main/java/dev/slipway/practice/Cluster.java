package dev.slipway.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.api.Access;
import dev.slipway.practice.api.KubeApi;
import dev.slipway.practice.api.Tokens;
import dev.slipway.practice.api.Yaml;
import dev.slipway.practice.controllers.ControlLoops;
import dev.slipway.practice.metrics.Prometheus;
import dev.slipway.practice.metrics.Scrapes;
import dev.slipway.practice.metrics.Traffic;
import dev.slipway.practice.pod.PodRuns;
import dev.slipway.practice.world.Conditions;
import dev.slipway.practice.world.Conditions.Finding;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.World;
import java.time.Instant;

/** A cluster with nodes, control loops and an API, in one process and without a socket. */
public final class Cluster {
  /** The token of a caller who may do everything. */
  public static final String ADMIN = "practice-admin";

  /** The token of a caller who may read everything but secrets. */
  public static final String VIEWER = "practice-viewer";

  private final World world;
  private final PodRuns runs;
  private final Tokens tokens = new Tokens();
  private final KubeApi api;
  private final Traffic traffic;
  private final Prometheus prometheus;

  /** A cluster of three nodes with 8 cores and 32 GiB each. */
  public Cluster(Instant start) {
    world = new World(start);
    runs = new PodRuns(world);
    ControlLoops.install(world, runs);
    traffic = new Traffic(world, runs);
    world.add(traffic);
    Scrapes scrapes = new Scrapes(world, runs, traffic);
    world.add(scrapes);
    prometheus = new Prometheus(world, scrapes);
    api = new KubeApi(world, runs, tokens);
    tokens.add(ADMIN, Access.admin("practice:admin"));
    tokens.add(VIEWER, Access.viewer("practice:viewer"));
    namespace("default");
    namespace("kube-system");
    for (int i = 1; i <= 3; i++) {
      node("practice-" + i, "8", "32Gi");
    }
  }

  public World world() {
    return world;
  }

  public PodRuns runs() {
    return runs;
  }

  public Tokens tokens() {
    return tokens;
  }

  public KubeApi api() {
    return api;
  }

  public Traffic traffic() {
    return traffic;
  }

  public Prometheus prometheus() {
    return prometheus;
  }

  public void namespace(String name) {
    ObjectNode json = Json.object();
    Json.child(json, "metadata").put("name", name);
    Json.child(json, "metadata", "labels").put("kubernetes.io/metadata.name", name);
    put(Kinds.NAMESPACE, "", json);
  }

  /** Adds a node, or gives an existing one another size. */
  public void node(String name, String cpu, String memory) {
    ObjectNode json = Json.object();
    Json.child(json, "metadata").put("name", name);
    Json.child(json, "metadata", "labels").put("kubernetes.io/hostname", name);
    Json.child(json, "spec");
    for (String list : new String[] {"capacity", "allocatable"}) {
      Json.child(json, "status", list).put("cpu", cpu).put("memory", memory).put("pods", "110");
    }
    Json.child(json, "status", "nodeInfo").put("kubeletVersion", "v1.36.0");
    Conditions.set(
        json,
        "Ready",
        Finding.yes("KubeletReady", "kubelet is posting ready status"),
        world.clock().instant());
    put(Kinds.NODE, "", json);
    world.locked(
        () ->
            world
                .store()
                .find(Kinds.NODE, "", name)
                .ifPresent(
                    node ->
                        world
                            .store()
                            .edit(node.key(), now -> now.set("status", json.get("status")))));
  }

  /** Creates an object or merges it into the one that is there. */
  public void put(Kind kind, String namespace, ObjectNode json) {
    world.locked(
        () -> {
          api.objects().put(kind, namespace, json.deepCopy());
        });
  }

  /** Puts one whole object; its namespace comes into being by use. */
  public void apply(ObjectNode json) {
    Kind kind = world.kinds().byName(json.path("apiVersion").asText(), json.path("kind").asText());
    String namespace = json.path("metadata").path("namespace").asText("default");
    if (kind.namespaced()) {
      namespace(namespace);
    }
    put(kind, kind.namespaced() ? namespace : "", json);
  }

  /** Puts all objects of a text with several YAML documents. */
  public void apply(String manifests) {
    Yaml.all(manifests).forEach(this::apply);
  }
}
