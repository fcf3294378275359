package dev.slipway.release;

import dev.slipway.document.ConfigRef;
import dev.slipway.document.ContainerSpec;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.HttpSpec;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.document.StrategyKind;
import dev.slipway.document.StrategySpec;
import dev.slipway.document.WorkloadSpec;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lays the documents over each other for one service. */
final class ServiceResolver {

  private static final String IN_CLUSTER = "kubernetes://";

  private final DocumentSet documents;
  private final ServiceDocument service;
  private final Layers layers;
  private final List<Problem> problems;

  ServiceResolver(
      DocumentSet documents, ServiceDocument service, Origins origins, List<Problem> problems) {
    this.documents = documents;
    this.service = service;
    this.layers = Layers.of(service, documents.environment(), origins);
    this.problems = problems;
  }

  ResolvedService resolve(String version) {
    var environment = documents.environment();
    String from = "environment " + environment.name();
    var site = layers.get("site", ServiceSpec::site, environment.spec().site(), from);
    String namespace = namespace(from);
    List<ResolvedService.Workload> workloads = workloads(namespace);
    HttpTarget target = target(namespace);
    var verify =
        new VerifyResolver(service, documents, layers, problems)
            .resolve(
                workloads.stream().map(ResolvedService.Workload::ref).toList(), target, namespace);
    fence(verify, workloads, namespace);
    return new ResolvedService(
        service.name(),
        version,
        site,
        workloads,
        layers.find("pullSecret", ServiceSpec::pullSecret),
        layers.get("takeOver", ServiceSpec::takeOver, false),
        layers.get("dependsOn", ServiceSpec::dependsOn, List.<ServiceName>of()),
        strategy(),
        verify,
        target,
        healthPath(verify),
        layers.all("checks", ServiceSpec::checks),
        layers.all("guard", ServiceSpec::guard));
  }

  /** Who may write this document may not read every secret of the cluster through it. */
  private void fence(
      VerifyPlan verify, List<ResolvedService.Workload> workloads, String namespace) {
    List<String> own =
        Stream.concat(Stream.of(namespace), workloads.stream().map(w -> w.ref().namespace()))
            .distinct()
            .toList();
    verify.secrets().stream()
        .filter(ref -> ref.startsWith(IN_CLUSTER))
        .filter(ref -> own.stream().noneMatch(one -> ref.startsWith(IN_CLUSTER + one + "/")))
        .forEach(
            ref ->
                problems.add(
                    new Problem(
                        "services." + service.name() + ".verify",
                        "%s is not in a namespace of this service (%s); put the secret there"
                            .formatted(ref, String.join(", ", own)))));
  }

  private static @Nullable String healthPath(VerifyPlan verify) {
    return verify.steps().stream()
        .filter(VerifyStep.Health.class::isInstance)
        .map(VerifyStep.Health.class::cast)
        .filter(step -> step.name().equals("health"))
        .map(VerifyStep.Health::path)
        .findFirst()
        .orElse(null);
  }

  /** Tags that may not be released, beside {@code latest}. */
  List<String> refusedTags() {
    List<String> said = layers.find("refusedTags", ServiceSpec::refusedTags);
    if (said == null) {
      layers.note("refusedTags", "latest", Origins.PRODUCT);
    }
    return said == null ? List.of() : said;
  }

  private String namespace(String from) {
    var environment = documents.environment();
    String said = environment.spec().namespace();
    return layers.get(
        "namespace",
        ServiceSpec::namespace,
        said == null ? environment.name().value() : said,
        said == null ? "the environment's name" : from);
  }

  private Strategy strategy() {
    StrategyKind kind =
        layers.get(
            "strategy.type",
            Layers.in(ServiceSpec::strategy, StrategySpec::type),
            StrategyKind.ROLLING);
    return switch (kind) {
      case ROLLING ->
          new Strategy.Rolling(
              time("rolloutTimeout", StrategySpec::rolloutTimeout, Duration.ofMinutes(5)),
              time("rollbackTimeout", StrategySpec::rollbackTimeout, Duration.ofMinutes(5)),
              time("settle", StrategySpec::settle, Duration.ofSeconds(30)));
    };
  }

  private Duration time(
      String field, Function<StrategySpec, @Nullable Duration> getter, Duration standard) {
    return layers.get("strategy." + field, Layers.in(ServiceSpec::strategy, getter), standard);
  }

  private HttpTarget target(String namespace) {
    String baseUrl = layers.find("http.baseUrl", Layers.in(ServiceSpec::http, HttpSpec::baseUrl));
    if (baseUrl != null) {
      return new HttpTarget.Public(baseUrl);
    }
    String name =
        layers.get(
            "http.service",
            Layers.in(ServiceSpec::http, HttpSpec::service),
            service.name().value(),
            "the service's name");
    int port = layers.get("http.port", Layers.in(ServiceSpec::http, HttpSpec::port), 80);
    return new HttpTarget.InCluster(namespace, name, port);
  }

  private List<ResolvedService.Workload> workloads(String namespace) {
    List<WorkloadSpec> said = layers.find("workloads", ServiceSpec::workloads);
    if (said != null) {
      return said.stream().map(w -> workload(w, namespace)).toList();
    }
    String image = layers.find("image", ServiceSpec::image);
    if (image == null) {
      problems.add(
          new Problem(
              "services." + service.name(),
              "service %s names no image; add spec.image or spec.workloads to its document"
                  .formatted(service.name())));
      return List.of();
    }
    String name = service.name().value();
    var one = new ContainerSpec(name, image, false);
    var config = layers.find("config", ServiceSpec::config);
    return List.of(workload(new WorkloadSpec(null, null, null, List.of(one), config), namespace));
  }

  private ResolvedService.Workload workload(WorkloadSpec said, String namespace) {
    var ref =
        new WorkloadRef(
            said.namespace() == null ? namespace : said.namespace(),
            said.kind() == null ? WorkloadKind.DEPLOYMENT : said.kind(),
            said.name() == null ? service.name().value() : said.name());
    List<ConfigRef> config = said.config() == null ? List.of() : said.config();
    return new ResolvedService.Workload(
        ref,
        said.containers().stream()
            .map(c -> new ResolvedService.Container(c.name(), init(c), repository(c.image())))
            .toList(),
        config.stream().map(c -> new ConfigSlot(c.kind(), c.name())).toList());
  }

  private static boolean init(ContainerSpec container) {
    return container.init() != null && container.init();
  }

  /** A repository without a registry host gets the environment's; we never guess a public one. */
  private String repository(String image) {
    String first = image.contains("/") ? image.substring(0, image.indexOf('/')) : "";
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      return image;
    }
    String registry = documents.environment().spec().registry();
    if (registry == null) {
      problems.add(
          new Problem(
              "services." + service.name(),
              "image %s names no registry host, and environment %s has no registry; write the host in front or set spec.registry"
                  .formatted(image, documents.environment().name())));
      return image;
    }
    layers.note("registry", registry, "environment " + documents.environment().name());
    return registry + "/" + image;
  }
}
