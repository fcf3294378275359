package dev.slipway.api.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.api.door.Caller;
import dev.slipway.api.door.Needs;
import dev.slipway.api.engine.Environments;
import dev.slipway.api.problem.Kind;
import dev.slipway.api.problem.Refusal;
import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.documents.DocumentDiff;
import dev.slipway.ledger.document.ApplyResult;
import dev.slipway.ledger.document.DocumentInUse;
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.ledger.document.DocumentText;
import dev.slipway.ledger.document.Documents;
import dev.slipway.name.Role;
import dev.slipway.release.PlanResolver;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Registers documents, all of a call or none. */
@RestController
@Tag(name = "documents")
@RequestMapping("/api/v1/documents")
class ApplyController {
  private final Intake intake;
  private final Registered registered;
  private final Documents documents;
  private final Environments environments;

  ApplyController(
      Intake intake, Registered registered, Documents documents, Environments environments) {
    this.intake = intake;
    this.registered = registered;
    this.documents = documents;
    this.environments = environments;
  }

  /**
   * @param change created, changed, unchanged or restored
   */
  record AppliedAnswer(String kind, String name, long revision, String change) {}

  /**
   * @param withdrawn documents that the call did not name; only by pruning
   */
  record ApplyAnswer(List<AppliedAnswer> applied, List<String> withdrawn) {}

  /**
   * @param revision the present one; 0 for a new document
   * @param changes one line per field: + new, - gone, ~ changed
   */
  @JsonInclude
  record DiffAnswer(String kind, String name, long revision, List<String> changes) {}

  @PostMapping(consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
  @Needs(Role.ADMIN)
  @Operation(
      summary = "Register documents: YAML, several separated by ---, all or none",
      description = "Never deletes, unless prune asks for it and no open run needs what goes.")
  ApplyAnswer apply(
      @RequestBody String text,
      @RequestParam(defaultValue = "false") boolean prune,
      Caller caller) {
    List<Intake.Taken> taken =
        intake.take(text, caller, document -> Scope.checkChange(caller, document));
    if (prune) {
      caller.mustSeeEverything("pruning");
    }
    List<DocumentText> texts = taken.stream().map(Intake.Taken::asText).toList();
    ApplyResult.Done done =
        switch (documents.apply(
            texts, prune, caller.name(), present -> intake.fit(text, caller, present))) {
          case ApplyResult.Done applied -> applied;
          case ApplyResult.InUse inUse -> throw inUse(inUse.documents());
        };
    taken.stream()
        .filter(one -> one.document() instanceof EnvironmentDocument)
        .map(one -> (EnvironmentDocument) one.document())
        .forEach(this::tell);
    return new ApplyAnswer(
        done.applied().stream()
            .map(
                one ->
                    new AppliedAnswer(
                        one.key().kind(),
                        one.key().name(),
                        one.revision(),
                        one.change().name().toLowerCase(java.util.Locale.ROOT)))
            .toList(),
        done.withdrawn().stream().map(DocumentKey::toString).toList());
  }

  /** Told with every apply, changed or not: so a rule that was lost is told again by applying. */
  private void tell(EnvironmentDocument document) {
    environments.configure(
        document.name(), new EnvironmentRules(PlanResolver.freezes(document.spec())));
  }

  private static Refusal inUse(List<DocumentInUse> documents) {
    return Refusal.of(
        Kind.CONFLICT,
        documents.stream().map(DocumentInUse::toString).collect(Collectors.joining("; ")));
  }

  @PostMapping(
      path = "/diff",
      consumes = {"application/yaml", "application/x-yaml", "text/yaml", "text/plain"})
  @Needs(Role.VIEWER)
  @Operation(summary = "Show what registering would change; stores nothing")
  List<DiffAnswer> diff(@RequestBody String text, Caller caller) {
    List<Intake.Taken> taken = intake.take(text, caller, document -> Scope.check(caller, document));
    return taken.stream().map(this::diff).toList();
  }

  private DiffAnswer diff(Intake.Taken taken) {
    var before = documents.find(taken.key());
    return new DiffAnswer(
        taken.key().kind(),
        taken.key().name(),
        before.map(revision -> revision.revision()).orElse(0L),
        DocumentDiff.between(before.map(registered::document).orElse(null), taken.document())
            .stream()
            .map(DocumentDiff.Change::toString)
            .toList());
  }
}
