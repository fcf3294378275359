package dev.slipway.ledger.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.slipway.ledger.Checkpoint;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Entry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The ledger as lines of JSON, of one moment: entries by run and number, then the checkpoints that
 * name them. Each entry ends with its fact exactly as it was hashed, so that anybody can recompute
 * the chain without this program.
 */
public final class LedgerExport {
  private static final int PAGE = 500;
  private static final JsonFactory JSON = new JsonFactory();

  private final Database database;

  public LedgerExport(Database database) {
    this.database = database;
  }

  /**
   * Writes as it reads: memory does not grow with the ledger. Does not close the stream.
   *
   * @throws UncheckedIOException when the reader went away
   */
  public void write(ExportScope scope, OutputStream out) {
    database.read(
        client -> {
          try (Stream<Entry> entries = entries(client, scope)) {
            entries.forEach(entry -> line(out, json -> entry(json, entry)));
          }
          try (Stream<Checkpoint> checkpoints = checkpoints(client, scope)) {
            checkpoints.forEach(point -> line(out, json -> checkpoint(json, point)));
          }
          return out;
        });
  }

  private static String where(ExportScope scope) {
    return switch (scope) {
      case ExportScope.All all -> "";
      case ExportScope.OfRun one -> "where run = ?";
      case ExportScope.OfEnvironment some ->
          "where run in (select run from run_head where environment = ?)";
    };
  }

  private static List<String> values(ExportScope scope) {
    return switch (scope) {
      case ExportScope.All all -> List.of();
      case ExportScope.OfRun one -> List.of(one.run().value());
      case ExportScope.OfEnvironment some -> List.of(some.environment().value());
    };
  }

  private static Stream<Entry> entries(JdbcClient client, ExportScope scope) {
    return client
        .sql("select %s from ledger %s order by run, seq".formatted(Entry.COLUMNS, where(scope)))
        .params(values(scope))
        .withFetchSize(PAGE)
        .query(Entry.ROW)
        .stream();
  }

  private static Stream<Checkpoint> checkpoints(JdbcClient client, ExportScope scope) {
    return client
        .sql(
            "select %s from checkpoint %s order by number"
                .formatted(Checkpoint.COLUMNS, where(scope)))
        .params(values(scope))
        .withFetchSize(PAGE)
        .query(Checkpoint.ROW)
        .stream();
  }

  private interface Line {
    void write(JsonGenerator json) throws IOException;
  }

  private static void line(OutputStream out, Line content) {
    try {
      JsonGenerator json = JSON.createGenerator(out);
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.disable(JsonGenerator.Feature.FLUSH_PASSED_TO_STREAM);
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
      json.writeRaw('\n');
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the export could not be written", e);
    }
  }

  private static void entry(JsonGenerator json, Entry entry) throws IOException {
    json.writeStringField("run", entry.run());
    json.writeNumberField("seq", entry.seq());
    json.writeStringField("key", entry.key());
    json.writeStringField("kind", entry.kind());
    json.writeStringField("at", entry.at().toString());
    json.writeStringField("recordedAt", entry.recordedAt().toString());
    json.writeStringField("prevHash", entry.prevHash());
    json.writeStringField("hash", entry.hash());
    json.writeFieldName("fact");
    json.writeRawValue(entry.fact());
  }

  private static void checkpoint(JsonGenerator json, Checkpoint point) throws IOException {
    json.writeNumberField("checkpoint", point.number());
    json.writeStringField("run", point.place().run());
    json.writeNumberField("seq", point.place().seq());
    json.writeStringField("entryHash", point.place().hash());
    json.writeStringField("at", point.at().toString());
    json.writeStringField("prevHash", point.prevHash());
    json.writeStringField("hash", point.hash());
  }
}
