package dev.slipway.api.document;

import dev.slipway.api.door.Caller;
import dev.slipway.api.problem.Refusal;
import dev.slipway.document.Document;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.ServiceDocument;
import dev.slipway.document.ServiceSpec;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.ledger.document.DocumentRevision;
import dev.slipway.ledger.document.Documents;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.SiteName;
import dev.slipway.release.ReleaseRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest revisions of all documents, read into their types. */
@Component
public final class Registered {
  private final Documents documents;

  /** A revision never changes, so what was read once stays true. */
  private final Map<String, Document> read = new ConcurrentHashMap<>();

  Registered(Documents documents) {
    this.documents = documents;
  }

  public Snapshot now() {
    List<Document> all = documents.all().stream().map(this::document).toList();
    return new Snapshot(
        all,
        all.stream()
            .filter(EnvironmentDocument.class::isInstance)
            .map(EnvironmentDocument.class::cast)
            .toList(),
        all.stream()
            .filter(ServiceDocument.class::isInstance)
            .map(ServiceDocument.class::cast)
            .toList());
  }

  /**
   * @throws Refusal when it is not registered or outside of the token's scope
   */
  public EnvironmentDocument environment(EnvironmentName name, Caller caller) {
    caller.mustSee(name);
    return documents
        .find(new DocumentKey(DocumentKey.ENVIRONMENT, name.value()))
        .map(revision -> (EnvironmentDocument) document(revision))
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "there is no environment '%s'; register one by slipway apply".formatted(name)));
  }

  Document document(DocumentRevision revision) {
    return read.computeIfAbsent(revision.key() + " " + revision.revision(), key -> parse(revision));
  }

  private static Document parse(DocumentRevision revision) {
    Reading reading = DocumentReader.read(revision.key().toString(), revision.yaml());
    if (reading.documents().size() != 1) {
      throw new IllegalStateException(
          "%s revision %d was registered and cannot be read any more: %s"
              .formatted(revision.key(), revision.revision(), reading.problems()));
    }
    return reading.documents().getFirst().document().withRevision(revision.revision());
  }

  /** Everything registered at one moment. */
  public record Snapshot(
      List<Document> all, List<EnvironmentDocument> environments, List<ServiceDocument> services) {
    public Snapshot {
      all = List.copyOf(all);
      environments = List.copyOf(environments);
      services = List.copyOf(services);
    }

    /** Every site that a document names, in alphabetical order. */
    public List<SiteName> sites() {
      return Stream.concat(
              environments.stream().flatMap(document -> sites(document.spec())),
              services.stream().map(document -> document.spec().site()))
          .filter(Objects::nonNull)
          .distinct()
          .sorted(Comparator.comparing(SiteName::value))
          .toList();
    }

    private static Stream<@Nullable SiteName> sites(EnvironmentSpec spec) {
      return Stream.concat(
          Stream.of(spec.site()),
          spec.overrides() == null
              ? Stream.empty()
              : spec.overrides().values().stream().map(ServiceSpec::site));
    }

    /** The revisions that a request, which was checked, is planned from. */
    public DocumentSet of(ReleaseRequest request) {
      return new DocumentSet(
          environments.stream()
              .filter(document -> document.name().equals(request.environment()))
              .findFirst()
              .orElseThrow(),
          request.services().stream()
              .map(
                  wanted ->
                      services.stream()
                          .filter(document -> document.name().equals(wanted.service()))
                          .findFirst()
                          .orElseThrow())
              .toList());
    }
  }
}
