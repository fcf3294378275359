package dev.slipway.api.document;

import dev.slipway.api.door.Caller;
import dev.slipway.api.problem.Refusal;
import dev.slipway.document.Document;
import dev.slipway.documents.DocumentChecks;
import dev.slipway.documents.DocumentProblem;
import dev.slipway.documents.DocumentReader;
import dev.slipway.documents.Placed;
import dev.slipway.documents.Reading;
import dev.slipway.documents.SourceText;
import dev.slipway.ledger.document.DocumentKey;
import dev.slipway.ledger.document.DocumentRevision;
import dev.slipway.ledger.document.DocumentText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Reads and checks a text with documents; with a single fault nothing of it is taken. */
@Component
final class Intake {
  private final Registered registered;

  Intake(Registered registered) {
    this.registered = registered;
  }

  /**
   * @param text as written by its author
   */
  record Taken(Document document, String text) {
    DocumentKey key() {
      return Intake.key(document);
    }

    DocumentText asText() {
      return new DocumentText(key(), text);
    }
  }

  /**
   * @param scope throws when the caller is not meant for a document; asked before any document is
   *     compared with others, so that no answer tells what lies outside
   * @throws Refusal with every fault, each with document and exact field
   */
  List<Taken> take(String text, Caller caller, Consumer<DocumentKey> scope) {
    Reading reading = DocumentReader.read(List.of(new SourceText("body", text)));
    reading.documents().forEach(placed -> scope.accept(key(placed.document())));
    var problems = new ArrayList<DocumentProblem>(reading.problems());
    if (problems.isEmpty()) {
      problems.addAll(together(reading, registered.now(), caller));
    }
    refuse(problems);
    List<String> pieces = Pieces.of(text);
    List<Placed> documents = reading.documents();
    if (pieces.size() != documents.size()) {
      throw Refusal.invalid(
          "body",
          "separate documents by lines that read exactly ---; found %d documents in %d parts"
              .formatted(documents.size(), pieces.size()));
    }
    var taken = new ArrayList<Taken>();
    for (int i = 0; i < pieces.size(); i++) {
      taken.add(new Taken(documents.get(i).document(), pieces.get(i)));
    }
    return taken;
  }

  /**
   * Looks once more whether what was taken fits to what is registered.
   *
   * @param present all that is registered at the moment of storing
   * @throws Refusal when somebody else applied meanwhile what it does not fit to
   */
  void fit(String text, Caller caller, List<DocumentRevision> present) {
    Reading reading = DocumentReader.read(List.of(new SourceText("body", text)));
    refuse(together(reading, registered.snapshot(present), caller));
  }

  private static List<DocumentProblem> together(
      Reading reading, Registered.Snapshot present, Caller caller) {
    return DocumentChecks.problems(reading, present.all(), one -> Scope.covers(caller, key(one)));
  }

  private static void refuse(List<DocumentProblem> problems) {
    if (!problems.isEmpty()) {
      throw Refusal.invalid(problems.stream().map(DocumentProblem::toProblem).toList());
    }
  }

  private static DocumentKey key(Document document) {
    return new DocumentKey(document.kind(), document.title());
  }
}
