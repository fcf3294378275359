package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether documents fit together: those that are being applied and those registered before. */
public final class DocumentChecks {

  private final List<Placed> applied;
  private final Map<ServiceName, ServiceDocument> services = new LinkedHashMap<>();
  private final Map<EnvironmentName, EnvironmentDocument> environments = new LinkedHashMap<>();
  private final List<DocumentProblem> problems = new ArrayList<>();

  private DocumentChecks(List<Placed> applied, List<Document> registered) {
    this.applied = applied;
    registered.forEach(this::remember);
    applied.forEach(placed -> remember(placed.document()));
  }

  /**
   * Every problem between the documents of a reading and with those registered already.
   *
   * @param registered newest revisions; an applied document of the same kind and name replaces it
   */
  public static List<DocumentProblem> problems(Reading reading, List<Document> registered) {
    var checks = new DocumentChecks(reading.documents(), registered);
    checks.twice();
    for (Placed placed : reading.documents()) {
      switch (placed.document()) {
        case ServiceDocument service -> checks.service(placed, service);
        case EnvironmentDocument environment -> checks.environment(placed, environment);
      }
    }
    checks.circles();
    checks.problems.addAll(
        new Territories(reading.documents(), checks.environments.values(), checks.services.values())
            .problems());
    return List.copyOf(checks.problems);
  }

  private void remember(Document document) {
    switch (document) {
      case ServiceDocument service -> services.put(service.name(), service);
      case EnvironmentDocument environment -> environments.put(environment.name(), environment);
    }
  }

  private void twice() {
    for (int i = 0; i < applied.size(); i++) {
      Placed mine = applied.get(i);
      for (Placed earlier : applied.subList(0, i)) {
        if (earlier.document().kind().equals(mine.document().kind())
            && earlier.document().title().equals(mine.document().title())) {
          problems.add(
              mine.problem(
                  "metadata.name",
                  "is given twice; the other is in %s line %d"
                      .formatted(earlier.file(), earlier.lineOf("metadata.name"))));
          break;
        }
      }
    }
  }

  private void service(Placed placed, ServiceDocument service) {
    List<ServiceName> needed =
        service.spec().dependsOn() == null ? List.of() : service.spec().dependsOn();
    for (int i = 0; i < needed.size(); i++) {
      known(placed, "spec.dependsOn[%d]".formatted(i), needed.get(i));
    }
    if (!declared(service)) {
      problems.add(
          placed.problem(
              "spec",
              "names no image, so nothing of it can be released; add spec.image or spec.workloads"
                  + " here, or spec.overrides.%s.image to an environment"
                      .formatted(service.name())));
    }
  }

  private boolean declared(ServiceDocument service) {
    return service.spec().image() != null
        || service.spec().workloads() != null
        || environments.values().stream().anyMatch(there -> Reach.isDeclared(there, service));
  }

  private void environment(Placed placed, EnvironmentDocument environment) {
    if (environment.spec().overrides() != null) {
      environment
          .spec()
          .overrides()
          .keySet()
          .forEach(name -> known(placed, "spec.overrides." + name, name));
    }
  }

  private void known(Placed placed, String field, ServiceName name) {
    if (!services.containsKey(name)) {
      List<String> known = services.keySet().stream().map(ServiceName::value).toList();
      problems.add(
          placed.problem(
              field,
              "service '%s' is not known; known: %s"
                  .formatted(name, known.isEmpty() ? "none" : String.join(", ", known))));
    }
  }

  /** Each circle is told once, at the first applied service that is on it. */
  private void circles() {
    var told = new ArrayList<ServiceName>();
    for (Placed placed : applied) {
      if (placed.document() instanceof ServiceDocument service && !told.contains(service.name())) {
        List<ServiceName> circle = circle(service.name(), service.name(), new ArrayList<>());
        if (circle != null && circle.size() > 1) {
          told.addAll(circle);
          String way = String.join(" -> ", circle.stream().map(ServiceName::value).toList());
          problems.add(
              placed.problem(
                  "spec.dependsOn",
                  "the services wait for each other: %s -> %s".formatted(way, service.name())));
        }
      }
    }
  }

  private @Nullable List<ServiceName> circle(
      ServiceName at, ServiceName goal, List<ServiceName> way) {
    if (way.contains(at)) {
      return null;
    }
    var longer = new ArrayList<>(way);
    longer.add(at);
    ServiceDocument service = services.get(at);
    List<ServiceName> needed =
        service == null || service.spec().dependsOn() == null
            ? List.of()
            : service.spec().dependsOn();
    if (needed.contains(goal)) {
      return longer;
    }
    for (ServiceName next : needed) {
      List<ServiceName> found = circle(next, goal, longer);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
