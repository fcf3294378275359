package dev.slipway.api.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.problem.Refusal;
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.ledger.document.DocumentRevision;
import dev.slipway.ledger.document.Documents;
import dev.slipway.name.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows documents. */
@RestController
@Tag(name = "documents")
@RequestMapping("/api/v1/documents")
class DocumentController {
  private final Documents documents;

  DocumentController(Documents documents) {
    this.documents = documents;
  }

  /**
   * @param yaml as its author wrote it; absent in lists
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record DocumentAnswer(
      String kind,
      String name,
      long revision,
      String hash,
      String appliedBy,
      Instant appliedAt,
      @Nullable String yaml) {
    static DocumentAnswer of(DocumentRevision revision, boolean whole) {
      return new DocumentAnswer(
          revision.key().kind(),
          revision.key().name(),
          revision.revision(),
          revision.hash(),
          revision.appliedBy(),
          revision.appliedAt(),
          whole ? revision.yaml() : null);
    }
  }

  @GetMapping
  @Needs(Role.VIEWER)
  @Operation(summary = "List documents with their present revisions")
  List<DocumentAnswer> list(Caller caller) {
    return documents.all().stream()
        .filter(revision -> Scope.covers(caller, revision.key()))
        .map(revision -> DocumentAnswer.of(revision, false))
        .toList();
  }

  @GetMapping("/{kind}/{name}")
  @Needs(Role.VIEWER)
  @Operation(summary = "Show one document, or one revision of it")
  DocumentAnswer show(
      @PathVariable String kind,
      @PathVariable String name,
      @RequestParam @Nullable Long revision,
      Caller caller) {
    DocumentKey key = key(kind, name, caller);
    return (revision == null ? documents.find(key) : documents.find(key, revision))
        .map(found -> DocumentAnswer.of(found, true))
        .orElseThrow(
            () ->
                Refusal.notFound(
                    revision == null
                        ? "there is no %s".formatted(key)
                        : "there is no revision %d of %s".formatted(revision, key)));
  }

  @GetMapping("/{kind}/{name}/revisions")
  @Needs(Role.VIEWER)
  @Operation(summary = "List the revisions of one document, newest first")
  List<DocumentAnswer> revisions(
      @PathVariable String kind, @PathVariable String name, Caller caller) {
    return documents.history(key(kind, name, caller)).stream()
        .map(revision -> DocumentAnswer.of(revision, false))
        .toList();
  }

  private static DocumentKey key(String kind, String name, Caller caller) {
    DocumentKey key = new DocumentKey(Kinds.check(kind), name);
    Scope.check(caller, key);
    return key;
  }
}
