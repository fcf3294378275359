package dev.slipway.ledger.document;

import dev.slipway.contract.FailureType;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All documents. Nothing is ever deleted; what is withdrawn can be applied again. */
public final class Documents {
  /** Any number that nothing else of this database uses. */
  private static final long LINE = 0x51_1b_3a_7aL;

  private static final String REVISION =
      "select r.kind, r.name, r.revision, r.yaml, r.hash, r.applied_by, r.applied_at"
          + " from document_revision r ";

  private final Database database;

  public Documents(Database database) {
    this.database = database;
  }

  /**
   * Makes these texts the present revisions, all or none. May be repeated: the same text is the
   * same revision.
   *
   * @param prune withdraw every other document of the kinds that the set names
   */
  public ApplyResult apply(List<DocumentText> texts, boolean prune, String by) {
    return apply(texts, prune, by, present -> {});
  }

  /**
   * The same if the texts fit to what is present at that moment: nobody else applies anything
   * between the look and the storing.
   *
   * @param fit looks at the present revisions, and throws when nothing may be stored
   */
  public ApplyResult apply(
      List<DocumentText> texts, boolean prune, String by, Consumer<List<DocumentRevision>> fit) {
    refuseTwins(texts);
    return database.write(
        client -> {
          // two people who apply at once are applied one after the other
          client.sql("select pg_advisory_xact_lock(?)").param(LINE).query((r, n) -> n).list();
          fit.accept(all(client));
          Present present = Present.read(client);
          List<DocumentKey> withdrawn = prune ? others(present, texts) : List.of();
          List<DocumentInUse> inUse = DocumentUse.of(client, withdrawn);
          if (!inUse.isEmpty()) {
            return new ApplyResult.InUse(inUse);
          }
          List<AppliedDocument> applied =
              texts.stream().map(text -> put(client, text, present.after(text), by)).toList();
          withdrawn.forEach(key -> withdraw(client, key, by));
          return new ApplyResult.Done(applied, withdrawn);
        });
  }

  private static void refuseTwins(List<DocumentText> texts) {
    var seen = new TreeSet<DocumentKey>();
    for (DocumentText text : texts) {
      if (!seen.add(text.key())) {
        throw FailureType.INVALID.failure(text.key() + " is there twice; leave one of the two out");
      }
    }
  }

  private static List<DocumentKey> others(Present present, List<DocumentText> texts) {
    List<DocumentKey> named = texts.stream().map(DocumentText::key).toList();
    List<String> kinds = named.stream().map(DocumentKey::kind).distinct().toList();
    return present.documents().entrySet().stream()
        .filter(document -> !document.getValue().withdrawn())
        .map(document -> document.getKey())
        .filter(key -> kinds.contains(key.kind()) && !named.contains(key))
        .toList();
  }

  private static AppliedDocument put(
      JdbcClient client, DocumentText text, AppliedDocument next, String by) {
    boolean revised =
        switch (next.change()) {
          case CREATED, CHANGED -> true;
          case UNCHANGED, RESTORED -> false;
        };
    if (revised) {
      client
          .sql(
              "insert into document_revision (kind, name, revision, yaml, hash, applied_by,"
                  + " applied_at) values (?, ?, ?, ?, ?, ?, clock_timestamp())")
          .params(text.key().kind(), text.key().name(), next.revision(), text.yaml())
          .params(text.hash(), by)
          .update();
    }
    if (next.change() != DocumentChange.UNCHANGED) {
      client
          .sql(
              """
              insert into document (kind, name, revision, hash) values (?, ?, ?, ?)
              on conflict (kind, name) do update set revision = excluded.revision,
                hash = excluded.hash, withdrawn_by = null, withdrawn_at = null
              """)
          .params(text.key().kind(), text.key().name(), next.revision(), text.hash())
          .update();
    }
    return next;
  }

  private static void withdraw(JdbcClient client, DocumentKey key, String by) {
    client
        .sql(
            "update document set withdrawn_by = ?, withdrawn_at = clock_timestamp()"
                + " where kind = ? and name = ?")
        .params(by, key.kind(), key.name())
        .update();
  }

  /** The present revision; empty when there is none or it was withdrawn. */
  public Optional<DocumentRevision> find(DocumentKey key) {
    return database.call(
        client ->
            client
                .sql(
                    REVISION
                        + "join document d using (kind, name, revision)"
                        + " where d.withdrawn_at is null and kind = ? and name = ?")
                .params(key.kind(), key.name())
                .query(Documents::revision)
                .optional());
  }

  /** One revision, whether present or not. */
  public Optional<DocumentRevision> find(DocumentKey key, long revision) {
    return database.call(
        client ->
            client
                .sql(REVISION + "where kind = ? and name = ? and revision = ?")
                .params(key.kind(), key.name(), revision)
                .query(Documents::revision)
                .optional());
  }

  /** Present revisions of everything that was not withdrawn, by kind and name. */
  public List<DocumentRevision> all() {
    return database.call(Documents::all);
  }

  private static List<DocumentRevision> all(JdbcClient client) {
    return client
        .sql(
            REVISION
                + "join document d using (kind, name, revision)"
                + " where d.withdrawn_at is null order by kind, name")
        .query(Documents::revision)
        .list();
  }

  /** All revisions of one document, the newest first. */
  public List<DocumentRevision> history(DocumentKey key) {
    return database.call(
        client ->
            client
                .sql(REVISION + "where kind = ? and name = ? order by revision desc")
                .params(key.kind(), key.name())
                .query(Documents::revision)
                .list());
  }

  private static DocumentRevision revision(ResultSet row, int number) throws SQLException {
    return new DocumentRevision(
        new DocumentKey(row.getString(1), row.getString(2)),
        row.getLong(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        Moments.read(row, 7));
  }
}
