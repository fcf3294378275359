package dev.slipway.fire.site;

import dev.slipway.artifact.Digest;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.ServiceDocument;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Role;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.practice.Cluster;
import dev.slipway.release.ReleaseKind;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.WantedService;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.testkit.invariant.Look;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The shop that is under fire: three services on a small cluster, and their documents. */
final class Shop {
  static final EnvironmentName ENVIRONMENT = EnvironmentName.of("shop");
  static final SiteName SITE = SiteName.of("east");
  static final Actor ANN = new Actor("ann", List.of(Role.RELEASER, Role.APPROVER));
  static final Actor BOB = new Actor("bob", List.of(Role.APPROVER, Role.OPERATOR));
  static final Actor CLEO = new Actor("cleo", List.of(Role.APPROVER));

  private static final List<String> SERVICES = List.of("catalog", "orders", "web");
  private static final List<String> GOOD = List.of("v1.0.0", "v1.1.0", "v1.1.1");
  private static final List<String> BAD = List.of("v1.2.0-crash", "v1.2.0-unready");

  private final Cluster cluster;
  private final List<Digest> bad = new ArrayList<>();

  private Shop(Cluster cluster) {
    this.cluster = cluster;
  }

  /** A shop whose first versions have long been up. */
  static Shop open(Instant now) {
    Shop shop = new Shop(new Cluster(now));
    for (String name : SERVICES) {
      GOOD.forEach(tag -> shop.cluster.world().images().push("shop/" + name, tag));
      BAD.forEach(
          tag ->
              shop.bad.add(
                  Digest.of(shop.cluster.world().images().push("shop/" + name, tag).digest())));
      shop.cluster.apply(resource("workload.yaml").replace("${NAME}", name));
    }
    shop.cluster.world().advance(Duration.ofMinutes(1));
    return shop;
  }

  Cluster cluster() {
    return cluster;
  }

  List<Digest> bad() {
    return List.copyOf(bad);
  }

  static DocumentSet documents(Scenario scenario) {
    Reading reading =
        DocumentReader.read(
            "documents.yaml",
            resource("documents.yaml")
                .replace("${QUORUM}", Integer.toString(Math.max(1, scenario.quorum())))
                .replaceAll(scenario.quorum() == 0 ? "(?m)^  approval:.*$" : "(?!x)x", "")
                .replace("${ON_FAILURE}", scenario.onFailure()));
    if (!reading.good()) {
      throw new IllegalStateException("the shop's own documents are wrong: " + reading.problems());
    }
    List<ServiceDocument> services =
        reading.services().stream().map(service -> service.withRevision(1)).toList();
    return new DocumentSet(reading.environments().getFirst().withRevision(1), services);
  }

  static ReleaseRequest request(Scenario.Step.Start start) {
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("catalog", start.catalog());
    wanted.put("orders", start.orders());
    wanted.put("web", start.web());
    return new ReleaseRequest(
        RunId.of(start.run()),
        ENVIRONMENT,
        wanted.entrySet().stream()
            .filter(one -> !one.getValue().isEmpty())
            .map(one -> new WantedService(ServiceName.of(one.getKey()), one.getValue()))
            .toList(),
        List.of(),
        ReleaseKind.ORDINARY,
        ANN,
        "under fire",
        false);
  }

  static List<WorkloadRef> workloads() {
    return SERVICES.stream()
        .map(name -> new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, name))
        .toList();
  }

  /** What is declared of all workloads now, read past Slipway. */
  Map<WorkloadRef, Look> looks() {
    return Witness.looks(cluster.world(), workloads());
  }

  private static String resource(String name) {
    try (InputStream in = Shop.class.getResourceAsStream("/fire/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
