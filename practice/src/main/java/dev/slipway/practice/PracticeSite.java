package dev.slipway.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.practice.face.Edge;
import dev.slipway.practice.face.Faults;
import dev.slipway.practice.face.HttpFace;
import dev.slipway.practice.face.Registry;
import dev.slipway.practice.world.Image;
import dev.slipway.practice.world.Json;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.World;
import io.vertx.core.Vertx;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The whole site on free ports of loopback. Under virtual time nothing happens in the cluster until
 * {@link #advance} is called; under real time a ticker moves it every 100 ms.
 */
public final class PracticeSite implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(PracticeSite.class.getName());

  private final Cluster cluster;
  private final Vertx vertx = Vertx.vertx();
  private final HttpFace kubernetes;
  private final HttpFace registry;
  private final HttpFace edge;
  private final HttpFace prometheus;
  private final HttpFace control;
  private final Registry door;
  private final @Nullable ScheduledExecutorService ticker;
  private final @Nullable Future<?> ticking;

  private PracticeSite(Instant start, boolean realTime) {
    cluster = new Cluster(start);
    kubernetes = HttpFace.start(vertx, cluster.api()::handle, cluster.api()::watch);
    door = new Registry(cluster.world().images(), this::registryAddress);
    registry = HttpFace.start(vertx, door::handle);
    Edge gateway = new Edge(cluster.world(), cluster.api().proxy());
    edge = HttpFace.start(vertx, gateway::handle);
    prometheus = HttpFace.start(vertx, cluster.prometheus()::handle);
    control = HttpFace.start(vertx, new Control(this)::handle);
    ticker = realTime ? Executors.newSingleThreadScheduledExecutor() : null;
    ticking =
        ticker == null
            ? null
            : ticker.scheduleAtFixedRate(this::tick, 0, 100, TimeUnit.MILLISECONDS);
  }

  /** A site whose time stands still until it is advanced. */
  public static PracticeSite virtual() {
    return new PracticeSite(Instant.parse("2026-01-05T09:00:00Z"), false);
  }

  /** A site that lives with the clock on the wall. */
  public static PracticeSite realTime() {
    return new PracticeSite(Instant.now(), true);
  }

  /** A bug in one tick must be heard, and must not end all later ones. */
  private void tick() {
    try {
      cluster.world().advanceTo(Instant.now());
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "the practice cluster cannot go on from here", bug);
    }
  }

  public Cluster cluster() {
    return cluster;
  }

  public World world() {
    return cluster.world();
  }

  public URI kubernetesAddress() {
    return kubernetes.address();
  }

  public URI registryAddress() {
    return registry.address();
  }

  public URI edgeAddress() {
    return edge.address();
  }

  public URI prometheusAddress() {
    return prometheus.address();
  }

  /** Where another process can push images, add objects and make trouble. */
  public URI controlAddress() {
    return control.address();
  }

  public Faults prometheusFaults() {
    return prometheus.faults();
  }

  /** Lets users come to a service; a rate of zero lets them go away. */
  public void traffic(String namespace, String service, double requestsPerSecond) {
    cluster.traffic().flow(namespace, service, requestsPerSecond);
  }

  /** Troubles of the Kubernetes API. */
  public Faults faults() {
    return kubernetes.faults();
  }

  public Faults registryFaults() {
    return registry.faults();
  }

  public Faults edgeFaults() {
    return edge.faults();
  }

  /** Who may read from the registry. */
  public void registryDoor(Registry.Door who) {
    door.door(who);
  }

  /** Moves virtual time. */
  public void advance(Duration time) {
    if (ticker != null) {
      throw new IllegalStateException("this site runs in real time; start it with virtual()");
    }
    cluster.world().advance(time);
  }

  /**
   * Moves virtual time until every workload has settled, in a good or in a bad end.
   *
   * @param limit of virtual time
   * @return the time it took; empty when something still moved at the limit
   */
  public Optional<Duration> awaitQuiet(Duration limit) {
    Instant start = world().clock().instant();
    Duration step = Duration.ofMillis(500);
    advance(step);
    while (!Quiet.now(world())) {
      if (Duration.between(start, world().clock().instant()).compareTo(limit) >= 0) {
        return Optional.empty();
      }
      advance(step);
    }
    return Optional.of(Duration.between(start, world().clock().instant()));
  }

  /** Pushes an image that behaves as its tag says. */
  public Image push(String repository, String tag) {
    return world().images().push(repository, tag);
  }

  /** The image's name by tag, as a pod refers to it. */
  public String image(String repository, String tag) {
    return registryAddress().getAuthority() + "/" + repository + ":" + tag;
  }

  /** The image's name by digest, as a release sets it. */
  public String pinned(Image image) {
    return registryAddress().getAuthority() + "/" + image.repository() + "@" + image.digest();
  }

  /** A deployment with a service of the same name on port 80, one container of the same name. */
  public void deployment(String namespace, String name, int replicas, String image) {
    put(Kinds.DEPLOYMENT, namespace, Workloads.workload(name, replicas, image));
    put(Kinds.SERVICE, namespace, Workloads.service(name));
  }

  /** A stateful set with a service of the same name, one container of the same name. */
  public void statefulSet(String namespace, String name, int replicas, String image) {
    ObjectNode set = Workloads.workload(name, replicas, image);
    Json.child(set, "spec").put("serviceName", name);
    put(Kinds.STATEFUL_SET, namespace, set);
    put(Kinds.SERVICE, namespace, Workloads.service(name));
  }

  public void configMap(String namespace, String name, Map<String, String> data) {
    put(Kinds.CONFIG_MAP, namespace, Workloads.withData(name, "data", data));
  }

  public void secret(String namespace, String name, Map<String, String> data) {
    put(Kinds.SECRET, namespace, Workloads.withData(name, "stringData", data));
  }

  /** An ingress that leads all paths of a host to the service. */
  public void ingress(String namespace, String host, String service) {
    put(Kinds.INGRESS, namespace, Workloads.ingress(host, service));
  }

  private void put(Kind kind, String namespace, ObjectNode json) {
    cluster.namespace(namespace);
    cluster.put(kind, namespace, json);
  }

  @Override
  public void close() {
    if (ticker != null && ticking != null) {
      ticking.cancel(false);
      ticker.shutdownNow();
    }
    kubernetes.close();
    registry.close();
    edge.close();
    prometheus.close();
    control.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
