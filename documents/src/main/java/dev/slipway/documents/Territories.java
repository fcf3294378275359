package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * No two environments may change the same object: each has a lock of its own, so their releases
 * would fight.
 */
final class Territories {
  private final List<Placed> applied;
  private final List<EnvironmentDocument> environments;
  private final List<ServiceDocument> services;
  private final Function<Document, String> name;

  /**
   * @param name what a document is called in a message
   */
  Territories(
      List<Placed> applied,
      Collection<EnvironmentDocument> environments,
      Collection<ServiceDocument> services,
      Function<Document, String> name) {
    this.name = name;
    this.applied = applied;
    this.environments = List.copyOf(environments);
    this.services = List.copyOf(services);
  }

  /** One problem per pair of environments, at an applied document that brings it about. */
  List<DocumentProblem> problems() {
    var problems = new ArrayList<DocumentProblem>();
    for (int i = 0; i < environments.size(); i++) {
      for (EnvironmentDocument other : environments.subList(0, i)) {
        shared(other, environments.get(i)).ifPresent(problems::add);
      }
    }
    return problems;
  }

  private Optional<DocumentProblem> shared(EnvironmentDocument one, EnvironmentDocument other) {
    for (ServiceDocument service : services) {
      List<String> there = Reach.of(other, service);
      for (String object : Reach.of(one, service)) {
        if (there.contains(object)) {
          boolean seen = name.apply(service).equals(service.title());
          String what = seen ? object : "a workload of " + name.apply(service);
          return culprit(one, other, service).map(placed -> problem(placed, one, other, what));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Placed> culprit(
      EnvironmentDocument one, EnvironmentDocument other, ServiceDocument service) {
    return List.of(other, one, service).stream()
        .flatMap(
            document ->
                applied.stream()
                    .filter(
                        placed ->
                            placed.document().kind().equals(document.kind())
                                && placed.document().title().equals(document.title())))
        .findFirst();
  }

  private DocumentProblem problem(
      Placed placed, EnvironmentDocument one, EnvironmentDocument other, String object) {
    return placed.problem(
        "spec.namespace",
        ("environments %s and %s would both change %s, each under a lock of its own; give one of"
                + " them another namespace or site, or keep one environment")
            .formatted(name.apply(one), name.apply(other), object));
  }
}
