package dev.slipway.bench.lab;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.FireFailure;
import dev.slipway.lab.Lab;
import dev.slipway.lab.LabNamespace;
import dev.slipway.name.RunId;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Some Deployments on the lab, registered with one installation of Slipway. */
final class Fleet implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long START_SECONDS = 120;

  private final Crew crew;
  private final KubernetesClient admin;
  private final LabNamespace namespace;
  private final List<String> services;

  private Fleet(Crew crew, int size) {
    this.crew = crew;
    admin = crew.lab().kubernetes(Lab.Identity.ADMIN);
    namespace = LabNamespace.create(admin, "bench");
    services = IntStream.rangeClosed(1, size).mapToObj(i -> "s" + i).toList();
  }

  /**
   * Version 1.0.0 of everything, every pod ready.
   *
   * @param rules lines for the environment's document, such as an approval
   */
  static Fleet prepared(Crew crew, int size, String rules) {
    Fleet fleet = new Fleet(crew, size);
    fleet.push("v1.0.0");
    fleet.services.forEach(fleet::seed);
    fleet.services.forEach(fleet::awaitReady);
    var unused =
        crew.admin()
            .post("/documents", fleet.documents(rules), "application/yaml")
            .orFail("the documents");
    return fleet;
  }

  private String documents(String rules) {
    StringBuilder text = new StringBuilder();
    for (String service : services) {
      text.append("apiVersion: slipway.dev/v1\nkind: Service\nmetadata: {name: ")
          .append(service)
          .append("}\nspec: {image: bench/")
          .append(service)
          .append("}\n---\n");
    }
    return text.append(
            """
            apiVersion: slipway.dev/v1
            kind: Environment
            metadata: {name: %s}
            spec:
              site: %s
              namespace: %s
              registry: %s
              maxParallel: %d
              defaults: {strategy: {settle: 0s}}
            %s"""
                .formatted(
                    environment(),
                    crew.name(),
                    namespace.name(),
                    crew.lab().registry(),
                    services.size(),
                    rules))
        .toString();
  }

  String environment() {
    return crew.name();
  }

  String namespace() {
    return namespace.name();
  }

  List<String> services() {
    return services;
  }

  /** The image of a version by its tag. */
  String image(String service, String version) {
    return "%s/bench/%s:%s".formatted(crew.lab().registry(), service, version);
  }

  void push(String version) {
    for (String service : services) {
      try {
        var unused = crew.lab().push("bench/%s:%s".formatted(service, version));
      } catch (IOException e) {
        throw new FireFailure("the lab's registry does not take an image", e);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new FireFailure("interrupted", stop);
      }
    }
  }

  private void seed(String service) {
    String text =
        resource("workload.yaml")
            .replace("${NAME}", service)
            .replace("${NAMESPACE}", namespace())
            .replace("${REGISTRY}", crew.lab().registry());
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

  /** Asks for a release of all services; comes back when the API has taken it. */
  String release(String run, String version) {
    ObjectNode body =
        JSON.createObjectNode()
            .put("run", run)
            .put("environment", environment())
            // what the script set between two releases is not what the last one left
            .put("acceptDrift", true)
            .put("reason", "measured");
    var wanted = body.putArray("services");
    services.forEach(one -> wanted.addObject().put("service", one).put("version", version));
    var unused = crew.admin().post("/releases", body).orFail("the release");
    return WorkflowIds.release(RunId.of(run));
  }

  private static String resource(String name) {
    try (InputStream in = Fleet.class.getResourceAsStream("/bench/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    namespace.close();
    admin.close();
  }
}
