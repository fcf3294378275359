package dev.slipway.fire.kill;

import dev.slipway.artifact.Digest;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.fire.stage.Waiting;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabNamespace;
import dev.slipway.lab.image.ImageReference;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The shop as it runs before a round, in a namespace of its own, and its images. */
final class Ground implements AutoCloseable {
  static final List<String> SERVICES = List.of("catalog", "orders", "web");
  private static final String FIRST = "v1.0.0";
  private static final long START_SECONDS = 300;

  private final Lab lab;
  private final String registry;
  private final LabNamespace namespace;
  private final List<Digest> bad = new ArrayList<>();

  private Ground(Lab lab, String registry, LabNamespace namespace) {
    this.lab = lab;
    this.registry = registry;
    this.namespace = namespace;
  }

  /**
   * Version 1.0.0 of everything, every pod ready.
   *
   * @param registry host and port by which images are named
   */
  static Ground prepared(Lab lab, String registry, KubernetesClient admin) {
    Ground ground = new Ground(lab, registry, LabNamespace.create(admin, "fire"));
    for (String service : SERVICES) {
      ground.push(service, FIRST);
      ground.seed(service);
    }
    SERVICES.forEach(ground::awaitReady);
    return ground;
  }

  private void seed(String service) {
    String text =
        text("workload.yaml")
            .replace("${NAME}", service)
            .replace("${NAMESPACE}", namespace())
            .replace("${REGISTRY}", registry);
    namespace
        .admin()
        .load(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .items()
        .forEach(object -> namespace.admin().resource(object).create());
  }

  private void awaitReady(String service) {
    var unused =
        namespace
            .admin()
            .apps()
            .deployments()
            .inNamespace(namespace())
            .withName(service)
            .waitUntilCondition(
                d ->
                    d != null
                        && Objects.equals(
                            d.getStatus().getReadyReplicas(), d.getSpec().getReplicas()),
                START_SECONDS,
                TimeUnit.SECONDS);
  }

  /**
   * Makes a version that nobody has released yet.
   *
   * @param version a tag; its suffix says what its pods do
   */
  void push(String service, String version) {
    // a busy machine may answer later than the client waits
    Waiting.until(
        "the lab's registry to take %s:%s".formatted(service, version),
        Duration.ofSeconds(START_SECONDS),
        () -> isPushed(service, version));
  }

  private boolean isPushed(String service, String version) {
    try {
      ImageReference image = lab.push("shop/%s:%s".formatted(service, version));
      if (version.endsWith("-crash")) {
        bad.add(Digest.of(image.toString().replaceFirst("^[^@]*@", "")));
      }
      return true;
    } catch (IOException late) {
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new FireFailure("interrupted", stop);
    }
  }

  String namespace() {
    return namespace.name();
  }

  /** Digests of images that are bad by themselves. */
  List<Digest> bad() {
    return List.copyOf(bad);
  }

  List<WorkloadRef> workloads() {
    return SERVICES.stream()
        .map(name -> new WorkloadRef(namespace(), WorkloadKind.DEPLOYMENT, name))
        .toList();
  }

  static String text(String resource) {
    try (InputStream in = Ground.class.getResourceAsStream("/kill/" + resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    namespace.close();
  }
}
