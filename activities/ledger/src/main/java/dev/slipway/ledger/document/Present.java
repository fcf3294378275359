package dev.slipway.ledger.document;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where each document stands, withdrawn ones included. */
record Present(Map<DocumentKey, Standing> documents) {

  record Standing(long revision, String hash, boolean withdrawn) {}

  static Present read(JdbcClient client) {
    var documents = new TreeMap<DocumentKey, Standing>();
    client
        .sql("select kind, name, revision, hash, withdrawn_at is not null from document")
        .query(
            (row, number) ->
                Map.entry(
                    new DocumentKey(row.getString(1), row.getString(2)),
                    new Standing(row.getLong(3), row.getString(4), row.getBoolean(5))))
        .list()
        .forEach(pair -> documents.put(pair.getKey(), pair.getValue()));
    return new Present(documents);
  }

  AppliedDocument after(DocumentText text) {
    Standing now = documents.get(text.key());
    if (now == null) {
      return new AppliedDocument(text.key(), 1, DocumentChange.CREATED);
    }
    if (!now.hash.equals(text.hash())) {
      return new AppliedDocument(text.key(), now.revision + 1, DocumentChange.CHANGED);
    }
    return new AppliedDocument(
        text.key(),
        now.revision,
        now.withdrawn ? DocumentChange.RESTORED : DocumentChange.UNCHANGED);
  }
}
