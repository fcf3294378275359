package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether documents fit together: those that are being applied and those registered before. */
public final class DocumentChecks {

  private static final String UNSEEN = "one that this token does not see";

  private final List<List<Placed>> twins;

  /** Of twins only the first: what else is wrong with both would be said twice. */
  private final List<Placed> applied;

  private final Predicate<Document> seen;
  private final Map<ServiceName, ServiceDocument> services = new LinkedHashMap<>();
  private final Map<EnvironmentName, EnvironmentDocument> environments = new LinkedHashMap<>();
  private final List<DocumentProblem> problems = new ArrayList<>();

  private DocumentChecks(
      List<Placed> applied, List<Document> registered, Predicate<Document> seen) {
    this.twins = twins(applied);
    this.applied = twins.stream().map(List::getFirst).toList();
    this.seen = seen;
    registered.forEach(this::remember);
    this.applied.forEach(placed -> remember(placed.document()));
  }

  /**
   * Every problem between the documents of a reading and with those registered already.
   *
   * @param registered newest revisions; an applied document of the same kind and name replaces it
   */
  public static List<DocumentProblem> problems(Reading reading, List<Document> registered) {
    return problems(reading, registered, document -> true);
  }

  /**
   * The same for somebody who may not learn the names of all that is registered.
   *
   * @param seen what may be named
   */
  public static List<DocumentProblem> problems(
      Reading reading, List<Document> registered, Predicate<Document> seen) {
    var checks = new DocumentChecks(reading.documents(), registered, seen);
    checks.twice();
    checks.unknown();
    checks.fit();
    return List.copyOf(checks.problems);
  }

  /** Only what is wrong whatever else may be registered. */
  public static List<DocumentProblem> among(Reading reading) {
    var checks = new DocumentChecks(reading.documents(), List.of(), document -> true);
    checks.twice();
    checks.fit();
    return List.copyOf(checks.problems);
  }

  private void unknown() {
    for (Placed placed : applied) {
      switch (placed.document()) {
        case ServiceDocument service -> service(placed, service);
        case EnvironmentDocument environment -> environment(placed, environment);
      }
    }
  }

  private void fit() {
    problems.addAll(new Circles(applied, services, environments.values(), this::name).problems());
    problems.addAll(
        new Territories(applied, environments.values(), services.values(), this::name).problems());
  }

  private void remember(Document document) {
    switch (document) {
      case ServiceDocument service -> services.put(service.name(), service);
      case EnvironmentDocument environment -> environments.put(environment.name(), environment);
    }
  }

  /** In the order of the files. */
  private static List<List<Placed>> twins(List<Placed> applied) {
    var byName = new LinkedHashMap<String, List<Placed>>();
    for (Placed placed : applied) {
      String name = placed.document().kind() + "/" + placed.document().title();
      byName.computeIfAbsent(name, none -> new ArrayList<>()).add(placed);
    }
    return List.copyOf(byName.values());
  }

  private void twice() {
    twins.stream().filter(same -> same.size() > 1).forEach(same -> problems.add(twice(same)));
  }

  /** One problem for all of one name, at the second of them. */
  private static DocumentProblem twice(List<Placed> same) {
    Placed second = same.get(1);
    String others =
        Stream.concat(Stream.of(same.getFirst()), same.stream().skip(2))
            .map(one -> "in %s line %d".formatted(one.file(), one.lineOf("metadata.name")))
            .collect(Collectors.joining(", "));
    return second.problem(
        "metadata.name",
        same.size() == 2
            ? "is given twice; the other is %s; keep one of them".formatted(others)
            : "is given %d times; the others are %s; keep one of them"
                .formatted(same.size(), others));
  }

  private void service(Placed placed, ServiceDocument service) {
    needed(placed, "spec.dependsOn", service.spec());
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
          .forEach(
              (name, spec) -> {
                String field = "spec.overrides." + name;
                known(placed, field, name);
                needed(placed, field + ".dependsOn", spec);
              });
    }
  }

  private void needed(Placed placed, String field, ServiceSpec spec) {
    List<ServiceName> needed = spec.dependsOn() == null ? List.of() : spec.dependsOn();
    for (int i = 0; i < needed.size(); i++) {
      known(placed, "%s[%d]".formatted(field, i), needed.get(i));
    }
  }

  private void known(Placed placed, String field, ServiceName name) {
    if (!services.containsKey(name)) {
      List<String> known =
          services.values().stream().filter(seen).map(ServiceDocument::title).toList();
      problems.add(
          placed.problem(
              field,
              "service '%s' is not known%s; known: %s"
                  .formatted(
                      name,
                      Nearest.hint(name.value(), known),
                      known.isEmpty() ? "none" : String.join(", ", known))));
    }
  }

  private String name(ServiceName name) {
    ServiceDocument service = services.get(name);
    return service == null ? name.value() : name(service);
  }

  private String name(Document document) {
    return seen.test(document) ? document.title() : UNSEEN;
  }
}
