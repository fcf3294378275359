package dev.slipway.documents;

import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.name.ServiceName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Services that wait for each other, in general or in one environment, so that none could begin.
 */
final class Circles {
  private final List<Placed> applied;
  private final Map<ServiceName, ServiceDocument> services;
  private final List<EnvironmentDocument> environments;
  private final Function<ServiceName, String> name;
  private final List<DocumentProblem> problems = new ArrayList<>();

  /**
   * @param name what a service is called in a message
   */
  Circles(
      List<Placed> applied,
      Map<ServiceName, ServiceDocument> services,
      Collection<EnvironmentDocument> environments,
      Function<ServiceName, String> name) {
    this.applied = applied;
    this.services = services;
    this.environments = List.copyOf(environments);
    this.name = name;
  }

  /**
   * Each circle is told once, at the first applied document that brings it about; circles that meet
   * are told one after the other, as they are mended.
   */
  List<DocumentProblem> problems() {
    var told = new ArrayList<ServiceName>();
    for (Placed placed : applied) {
      if (placed.document() instanceof ServiceDocument service && !told.contains(service.name())) {
        List<ServiceName> circle = circle(service.name(), null);
        boolean news = Collections.disjoint(circle, told);
        told.addAll(circle);
        // a service that needs itself is told by the rules of one document
        if (circle.size() > 1 && news) {
          problems.add(placed.problem("spec.dependsOn", "the services wait" + each(circle)));
        }
      }
    }
    environments.forEach(this::overridden);
    return List.copyOf(problems);
  }

  /** Circles that there are only because an environment says otherwise what a service needs. */
  private void overridden(EnvironmentDocument environment) {
    var told = new ArrayList<ServiceName>();
    for (ServiceName service : services.keySet()) {
      ServiceSpec override = override(environment, service);
      if (override == null || override.dependsOn() == null || told.contains(service)) {
        continue;
      }
      List<ServiceName> circle = circle(service, environment);
      boolean news = Collections.disjoint(circle, told);
      told.addAll(circle);
      if (!circle.isEmpty() && news) {
        tell(environment, service, circle);
      }
    }
  }

  private void tell(
      EnvironmentDocument environment, ServiceName overridden, List<ServiceName> circle) {
    Optional<Placed> there = placed(environment.kind(), environment.title());
    if (there.isPresent()) {
      problems.add(
          there
              .get()
              .problem(
                  "spec.overrides.%s.dependsOn".formatted(overridden),
                  "the services would wait" + each(circle)));
      return;
    }
    circle.stream()
        .flatMap(service -> placed("Service", service.value()).stream())
        .findFirst()
        .ifPresent(
            placed ->
                problems.add(
                    placed.problem(
                        "spec.dependsOn",
                        "in environment %s the services would wait%s"
                            .formatted(environment.name(), each(circle)))));
  }

  private Optional<Placed> placed(String kind, String title) {
    return applied.stream()
        .filter(one -> one.document().kind().equals(kind))
        .filter(one -> one.document().title().equals(title))
        .findFirst();
  }

  private String each(List<ServiceName> circle) {
    String way = String.join(" -> ", circle.stream().map(name).toList());
    return " for each other: %s -> %s".formatted(way, name.apply(circle.getFirst()));
  }

  /**
   * The shortest way from a service back to itself; empty when there is none. Each service is
   * looked at once, however many ways lead to it.
   */
  private List<ServiceName> circle(ServiceName goal, @Nullable EnvironmentDocument environment) {
    var ways = new LinkedHashMap<ServiceName, List<ServiceName>>();
    ways.put(goal, List.of(goal));
    var next = new ArrayDeque<ServiceName>(List.of(goal));
    while (!next.isEmpty()) {
      ServiceName at = next.remove();
      List<ServiceName> way = ways.getOrDefault(at, List.of());
      for (ServiceName needed : needed(at, environment)) {
        if (needed.equals(goal)) {
          return way;
        }
        if (!ways.containsKey(needed)) {
          var longer = new ArrayList<>(way);
          longer.add(needed);
          ways.put(needed, longer);
          next.add(needed);
        }
      }
    }
    return List.of();
  }

  private List<ServiceName> needed(ServiceName at, @Nullable EnvironmentDocument environment) {
    ServiceSpec override = environment == null ? null : override(environment, at);
    if (override != null && override.dependsOn() != null) {
      return override.dependsOn();
    }
    ServiceDocument service = services.get(at);
    return service == null || service.spec().dependsOn() == null
        ? List.of()
        : service.spec().dependsOn();
  }

  private static @Nullable ServiceSpec override(
      EnvironmentDocument environment, ServiceName service) {
    var overrides = environment.spec().overrides();
    return overrides == null ? null : overrides.get(service);
  }
}
