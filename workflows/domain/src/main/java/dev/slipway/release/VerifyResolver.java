package dev.slipway.release;

import dev.slipway.document.CleanupSpec;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.HealthSpec;
import dev.slipway.document.HttpSpec;
import dev.slipway.document.RequestSpec;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.document.VerifySpec;
import dev.slipway.document.WatchSpec;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.Header;
import dev.slipway.verify.HttpCleanup;
import dev.slipway.verify.HttpStep;
import dev.slipway.verify.Observation;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.VerifyStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the steps that show that a service works: its pods, its health, then what it asks for. */
final class VerifyResolver {

  private static final int SAMPLES = 3;
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final ServiceDocument service;
  private final DocumentSet documents;
  private final Layers layers;
  private final List<Problem> problems;

  VerifyResolver(
      ServiceDocument service, DocumentSet documents, Layers layers, List<Problem> problems) {
    this.service = service;
    this.documents = documents;
    this.layers = layers;
    this.problems = problems;
  }

  VerifyPlan resolve(List<WorkloadRef> workloads, HttpTarget target, String namespace) {
    var steps = new ArrayList<VerifyStep>();
    workloads.forEach(w -> steps.add(new VerifyStep.Pods("pods of " + w.name(), false, w)));
    String health = layers.find("health.path", Layers.in(ServiceSpec::health, HealthSpec::path));
    if (health != null) {
      steps.add(health(health, target));
    }
    List<VerifySpec> said = said();
    for (int i = 0; i < said.size(); i++) {
      steps.addAll(steps(i, said.get(i), new Place(workloads, target, namespace)));
    }
    var plan =
        new VerifyPlan(
            time("settle", WatchSpec::settle, Duration.ZERO),
            time("observe", WatchSpec::observe, Duration.ZERO),
            time("every", WatchSpec::every, Duration.ofSeconds(30)),
            steps);
    Observation.objection(plan.observe(), plan.every(), plan.repeated().size())
        .map(why -> new Problem("services.%s.watch".formatted(service.name()), why))
        .ifPresent(problems::add);
    return plan;
  }

  /** All layers add up; a later step takes the place of an earlier one of the same name. */
  private List<VerifySpec> said() {
    var steps = new ArrayList<VerifySpec>();
    for (VerifySpec step : layers.all("verify", ServiceSpec::verify)) {
      steps.removeIf(earlier -> step.name() != null && step.name().equals(earlier.name()));
      steps.add(step);
    }
    return steps;
  }

  private VerifyStep health(String path, HttpTarget target) {
    return new VerifyStep.Health(
        "health",
        false,
        target,
        path,
        layers.get("health.expect", Layers.in(ServiceSpec::health, HealthSpec::expect), List.of()),
        layers.get("health.samples", Layers.in(ServiceSpec::health, HealthSpec::samples), SAMPLES),
        layers.get(
            "health.interval", Layers.in(ServiceSpec::health, HealthSpec::interval), INTERVAL),
        layers.get(
            "health.maxLatency",
            Layers.in(ServiceSpec::health, HealthSpec::maxLatency),
            Duration.ZERO));
  }

  private record Place(List<WorkloadRef> workloads, HttpTarget target, String namespace) {}

  private Duration time(
      String field, Function<WatchSpec, @Nullable Duration> getter, Duration standard) {
    return layers.get("watch." + field, Layers.in(ServiceSpec::watch, getter), standard);
  }

  private List<VerifyStep> steps(int index, VerifySpec said, Place place) {
    boolean warnOnly = or(said.warnOnly(), false);
    return switch (said) {
      case VerifySpec.Health health -> List.of(health(index, health, warnOnly, place));
      case VerifySpec.Smoke smoke -> List.of(smoke(index, smoke, warnOnly, place));
      case VerifySpec.LogScan scan ->
          place.workloads().stream()
              .<VerifyStep>map(
                  w ->
                      new VerifyStep.LogScan(
                          or(scan.name(), "log-scan %d".formatted(index + 1)) + " of " + w.name(),
                          warnOnly,
                          w,
                          scan.patterns(),
                          or(scan.maxMatches(), 0)))
              .toList();
      case VerifySpec.Condition condition -> condition(index, condition, warnOnly, place);
    };
  }

  private VerifyStep health(int index, VerifySpec.Health said, boolean warnOnly, Place place) {
    return new VerifyStep.Health(
        or(said.name(), "health %d".formatted(index + 1)),
        warnOnly,
        target(said.http(), place),
        said.path(),
        orEmpty(said.expect()),
        or(said.samples(), SAMPLES),
        or(said.interval(), INTERVAL),
        or(said.maxLatency(), Duration.ZERO));
  }

  private VerifyStep smoke(int index, VerifySpec.Smoke said, boolean warnOnly, Place place) {
    HttpTarget target = target(said.http(), place);
    List<HttpStep> steps = said.steps().stream().map(VerifyResolver::request).toList();
    if (target instanceof HttpTarget.InCluster) {
      refuseAuthorization(index, steps);
    }
    return new VerifyStep.Smoke(
        or(said.name(), "smoke %d".formatted(index + 1)),
        warnOnly,
        target,
        steps,
        orEmpty(said.secrets()));
  }

  /**
   * The API server takes the header for its own and passes none on, so the step could never work.
   */
  private void refuseAuthorization(int index, List<HttpStep> steps) {
    for (int i = 0; i < steps.size(); i++) {
      HttpCleanup cleanup = steps.get(i).cleanup();
      boolean inCleanup = cleanup != null && authorizes(cleanup.headers());
      if (authorizes(steps.get(i).headers()) || inCleanup) {
        problems.add(
            new Problem(
                "services.%s.verify[%d].steps[%d].%s"
                    .formatted(service.name(), index, i, inCleanup ? "cleanup.headers" : "headers"),
                "a Service in the cluster is reached through the API server, which keeps every Authorization header for itself; set http.baseUrl of the service to an address that leads to it"));
      }
    }
  }

  private static boolean authorizes(List<Header> headers) {
    return headers.stream().anyMatch(header -> header.name().equalsIgnoreCase("Authorization"));
  }

  private List<VerifyStep> condition(
      int index, VerifySpec.Condition said, boolean warnOnly, Place place) {
    String prometheus = said.prometheus();
    if (prometheus == null) {
      prometheus = documents.environment().spec().prometheus();
    }
    if (prometheus == null) {
      problems.add(
          new Problem(
              "services.%s.verify[%d].prometheus".formatted(service.name(), index),
              "neither the step nor environment %s names a Prometheus; set spec.prometheus there"
                  .formatted(documents.environment().name())));
      return List.of();
    }
    return List.of(
        new VerifyStep.Condition(
            or(said.name(), "condition %d".formatted(index + 1)),
            warnOnly,
            prometheus,
            query(index, said.query(), place),
            said.comparison(),
            said.threshold()));
  }

  /**
   * One query in the defaults of an environment must count one service only, so it is filled in.
   */
  private String query(int index, String said, Place place) {
    String filled =
        said.replace("${namespace}", place.namespace())
            .replace("${service}", service.name().value());
    if (filled.contains("${")) {
      problems.add(
          new Problem(
              "services.%s.verify[%d].query".formatted(service.name(), index),
              "%s has a variable that a query does not know; known: ${namespace}, ${service}"
                  .formatted(said)));
    }
    return filled;
  }

  private static HttpStep request(RequestSpec said) {
    return new HttpStep(
        said.name(),
        or(said.method(), "GET"),
        said.path(),
        orEmpty(said.headers()),
        said.body(),
        orEmpty(said.expectStatus()),
        orEmpty(said.expect()),
        orEmpty(said.extract()),
        said.cleanup() == null ? null : cleanup(said.cleanup()));
  }

  private static HttpCleanup cleanup(CleanupSpec said) {
    return new HttpCleanup(or(said.method(), "DELETE"), said.path(), orEmpty(said.headers()));
  }

  private HttpTarget target(@Nullable HttpSpec own, Place place) {
    if (own == null) {
      return place.target();
    }
    if (own.baseUrl() != null) {
      return new HttpTarget.Public(own.baseUrl());
    }
    return new HttpTarget.InCluster(
        place.namespace(), or(own.service(), service.name().value()), or(own.port(), 80));
  }

  private static <T> T or(@Nullable T said, T standard) {
    return said == null ? standard : said;
  }

  private static <T> List<T> orEmpty(@Nullable List<T> said) {
    return said == null ? List.of() : said;
  }
}
