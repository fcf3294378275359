package dev.slipway.ledger.document;

import static dev.slipway.ledger.Samples.PRODUCTION;
import static dev.slipway.ledger.Samples.requested;
import static dev.slipway.ledger.Samples.told;
import static dev.slipway.ledger.Samples.wholeRelease;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.ledger.Database;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.write.Facts;
import dev.slipway.name.RunId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DocumentsTest {
  private static final DocumentKey BACKEND = new DocumentKey("Service", "backend");
  private static final DocumentKey FRONTEND = new DocumentKey("Service", "frontend");
  private static final DocumentKey PROD = new DocumentKey("Environment", "production");

  private Database database;
  private Documents documents;

  @BeforeEach
  void open() {
    database = Database.open(LocalPostgres.migrated());
    documents = new Documents(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void makesANewRevisionOnlyWhenTheTextDiffers() {
    assertThat(apply(text(BACKEND, "a"), text(PROD, "p")))
        .containsExactly(
            new AppliedDocument(BACKEND, 1, DocumentChange.CREATED),
            new AppliedDocument(PROD, 1, DocumentChange.CREATED));
    assertThat(apply(text(BACKEND, "a")))
        .containsExactly(new AppliedDocument(BACKEND, 1, DocumentChange.UNCHANGED));
    assertThat(apply(text(BACKEND, "b")))
        .containsExactly(new AppliedDocument(BACKEND, 2, DocumentChange.CHANGED));
    assertThat(apply(text(BACKEND, "a")))
        .containsExactly(new AppliedDocument(BACKEND, 3, DocumentChange.CHANGED));

    assertThat(documents.find(BACKEND).orElseThrow())
        .satisfies(
            found -> {
              assertThat(found.revision()).isEqualTo(3);
              assertThat(found.yaml()).isEqualTo("a");
              assertThat(found.appliedBy()).isEqualTo("alex");
            });
    assertThat(documents.find(BACKEND, 2).orElseThrow().yaml()).isEqualTo("b");
    assertThat(documents.history(BACKEND))
        .extracting(DocumentRevision::revision)
        .containsExactly(3L, 2L, 1L);
  }

  @Test
  void deletesNothingUnlessToldToPrune() {
    apply(text(BACKEND, "a"), text(FRONTEND, "f"), text(PROD, "p"));
    apply(text(BACKEND, "b"));
    assertThat(documents.all()).extracting(DocumentRevision::key).contains(FRONTEND, PROD);

    ApplyResult pruned = documents.apply(List.of(text(BACKEND, "b")), true, "alex");

    assertThat(pruned)
        .isEqualTo(
            new ApplyResult.Done(
                List.of(new AppliedDocument(BACKEND, 2, DocumentChange.UNCHANGED)),
                List.of(FRONTEND)));
    assertThat(documents.find(FRONTEND)).isEmpty();
    assertThat(documents.find(FRONTEND, 1)).isPresent();
    assertThat(documents.all()).extracting(DocumentRevision::key).containsExactly(PROD, BACKEND);
    assertThat(apply(text(FRONTEND, "f")))
        .containsExactly(new AppliedDocument(FRONTEND, 1, DocumentChange.RESTORED));
    assertThat(documents.find(FRONTEND)).isPresent();
  }

  @Test
  void refusesToPruneWhatAnOpenRunStandsOnAndStoresNothing() {
    apply(text(BACKEND, "a"), text(FRONTEND, "f"), text(PROD, "p"));
    RunId run = RunId.of("r-1");
    var facts = new Facts(database, 100);
    facts.append(run, PRODUCTION, told(requested(run, "backend")));

    ApplyResult refused = documents.apply(List.of(text(FRONTEND, "f2")), true, "alex");

    assertThat(refused)
        .isEqualTo(new ApplyResult.InUse(List.of(new DocumentInUse(BACKEND, List.of(run)))));
    assertThat(documents.find(FRONTEND).orElseThrow().revision()).isEqualTo(1);
    assertThat(
            documents.apply(
                List.of(text(new DocumentKey("Environment", "staging"), "s")), true, "alex"))
        .isInstanceOf(ApplyResult.InUse.class);

    facts.append(run, PRODUCTION, wholeRelease(run).subList(1, 15));
    assertThat(documents.apply(List.of(text(FRONTEND, "f2")), true, "alex"))
        .isInstanceOf(ApplyResult.Done.class);
  }

  @Test
  void refusesASetThatNamesADocumentTwice() {
    assertThatThrownBy(() -> apply(text(BACKEND, "a"), text(BACKEND, "b")))
        .hasMessageContaining("Service backend is there twice");
    assertThat(documents.all()).isEmpty();
  }

  private static DocumentText text(DocumentKey key, String yaml) {
    return new DocumentText(key, yaml);
  }

  private List<AppliedDocument> apply(DocumentText... texts) {
    return ((ApplyResult.Done) documents.apply(List.of(texts), false, "alex")).applied();
  }
}
