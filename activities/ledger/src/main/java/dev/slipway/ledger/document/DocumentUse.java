package dev.slipway.ledger.document;

import dev.slipway.name.RunId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which open runs stand on a document. */
final class DocumentUse {
  private static final String OPEN =
      "select run from run_view where ended_at is null and kind <> 'journal' and ";

  private DocumentUse() {}

  static List<DocumentInUse> of(JdbcClient client, List<DocumentKey> keys) {
    return keys.stream()
        .map(key -> new DocumentInUse(key, runs(client, key)))
        .filter(use -> !use.runs().isEmpty())
        .toList();
  }

  private static List<RunId> runs(JdbcClient client, DocumentKey key) {
    return switch (key.kind()) {
      case DocumentKey.SERVICE ->
          runs(client, OPEN + "services @> ?::text[] order by run", new String[] {key.name()});
      case DocumentKey.ENVIRONMENT ->
          runs(client, OPEN + "environment = ? order by run", key.name());
      // no run stands on a document of another kind
      default -> List.of();
    };
  }

  private static List<RunId> runs(JdbcClient client, String sql, Object value) {
    return client.sql(sql).param(value).query((row, number) -> RunId.of(row.getString(1))).list();
  }
}
