package dev.slipway.api.document;

import dev.slipway.api.door.Caller;
import dev.slipway.api.problem.Refusal;
import dev.slipway.document.Document;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.EnvironmentSpec;
import dev.slipway.document.ServiceDocument;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Reading;
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.ledger.document.DocumentRevision;
import dev.slipway.ledger.document.Documents;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.SiteName;
import dev.slipway.release.ReleaseRequest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The newest revisions of all documents, read into their types. */
@Component
public final class Registered {
  private static final Logger LOG = LoggerFactory.getLogger(Registered.class);

  private final Documents documents;

  /** A revision never changes, so what was read once stays true. */
  private final Map<String, Known> read = new ConcurrentHashMap<>();

  private sealed interface Known {}

  private record Legible(Document document) implements Known {}

  private record Illegible(Unreadable what) implements Known {}

  Registered(Documents documents) {
    this.documents = documents;
  }

  /** What this build cannot read stops only whoever needs it. */
  public Snapshot now() {
    return snapshot(documents.all());
  }

  Snapshot snapshot(List<DocumentRevision> revisions) {
    var all = new ArrayList<Document>();
    var unreadable = new ArrayList<Unreadable>();
    for (DocumentRevision revision : revisions) {
      switch (known(revision)) {
        case Legible legible -> all.add(legible.document());
        case Illegible illegible -> unreadable.add(illegible.what());
      }
    }
    return new Snapshot(
        all,
        unreadable,
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
   * @throws Refusal when it is not registered, outside of the token's scope or not readable here
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

  /**
   * @throws Refusal UNAVAILABLE when this build cannot read it
   */
  Document document(DocumentRevision revision) {
    return switch (known(revision)) {
      case Legible legible -> legible.document();
      case Illegible illegible -> throw illegible.what().refusal();
    };
  }

  private Known known(DocumentRevision revision) {
    return read.computeIfAbsent(revision.key() + " " + revision.revision(), key -> parse(revision));
  }

  private static Known parse(DocumentRevision revision) {
    Reading reading = DocumentReader.read(revision.key().toString(), revision.yaml());
    if (reading.documents().size() == 1) {
      return new Legible(
          reading.documents().getFirst().document().withRevision(revision.revision()));
    }
    String why =
        reading.problems().isEmpty()
            ? "it holds %d documents".formatted(reading.documents().size())
            : reading.problems().getFirst().toProblem().toString();
    var found = new Unreadable(revision.key(), revision.revision(), why);
    LOG.warn("{}", found.sentence());
    return new Illegible(found);
  }

  /**
   * Everything registered at one moment.
   *
   * @param unreadable what is registered beside all that can be read
   */
  public record Snapshot(
      List<Document> all,
      List<Unreadable> unreadable,
      List<EnvironmentDocument> environments,
      List<ServiceDocument> services) {
    public Snapshot {
      all = List.copyOf(all);
      unreadable = List.copyOf(unreadable);
      environments = List.copyOf(environments);
      services = List.copyOf(services);
    }

    /** Names of all documents of a kind, readable or not, in alphabetical order. */
    public List<String> names(String kind) {
      return Stream.concat(
              all.stream().filter(one -> one.kind().equals(kind)).map(Document::title),
              unreadable.stream()
                  .map(Unreadable::key)
                  .filter(key -> key.kind().equals(kind))
                  .map(DocumentKey::name))
          .sorted()
          .toList();
    }

    /**
     * @throws Refusal UNAVAILABLE when one of these is registered and cannot be read here
     */
    public void mustRead(String kind, List<String> names) {
      unreadable.stream()
          .filter(one -> one.key().kind().equals(kind) && names.contains(one.key().name()))
          .findFirst()
          .ifPresent(
              one -> {
                throw one.refusal();
              });
    }

    /** Every site to which the token's scope reaches, in alphabetical order. */
    public List<SiteName> sites(Caller caller) {
      return Stream.concat(
              environments.stream()
                  .filter(document -> caller.sees(document.name()))
                  .flatMap(document -> sites(document.spec(), caller)),
              services.stream()
                  .filter(document -> caller.sees(document.name()))
                  .map(document -> document.spec().site()))
          .filter(Objects::nonNull)
          .distinct()
          .sorted(Comparator.comparing(SiteName::value))
          .toList();
    }

    private static Stream<@Nullable SiteName> sites(EnvironmentSpec spec, Caller caller) {
      return Stream.concat(
          Stream.of(spec.site()),
          spec.overrides() == null
              ? Stream.empty()
              : spec.overrides().entrySet().stream()
                  .filter(override -> caller.sees(override.getKey()))
                  .map(override -> override.getValue().site()));
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
