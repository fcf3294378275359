package dev.slipway.documents;

import dev.slipway.document.Document;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import java.util.List;

/**
 * What was read. With a single problem nothing of it may be stored.
 *
 * @param documents those that are well-formed, with revision 0
 * @param problems all of them, in the order of the files
 */
public record Reading(List<Placed> documents, List<DocumentProblem> problems) {

  public Reading {
    documents = List.copyOf(documents);
    problems = List.copyOf(problems);
  }

  public boolean good() {
    return problems.isEmpty();
  }

  public List<ServiceDocument> services() {
    return all().stream()
        .filter(ServiceDocument.class::isInstance)
        .map(ServiceDocument.class::cast)
        .toList();
  }

  public List<EnvironmentDocument> environments() {
    return all().stream()
        .filter(EnvironmentDocument.class::isInstance)
        .map(EnvironmentDocument.class::cast)
        .toList();
  }

  private List<Document> all() {
    return documents.stream().map(Placed::document).toList();
  }
}
