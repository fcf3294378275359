package dev.slipway.ledger.read;

import static dev.slipway.ledger.Samples.PRODUCTION;
import static dev.slipway.ledger.Samples.wholeRelease;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.LocalPostgres;
import dev.slipway.ledger.Sha256;
import dev.slipway.ledger.write.Facts;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerExportTest {
  @Test
  void writesLinesFromWhichAnybodyCanRecomputeTheChain() {
    try (Database database = Database.open(LocalPostgres.migrated())) {
      RunId run = RunId.of("r-1");
      new Facts(database, 100).append(run, PRODUCTION, wholeRelease(run));

      List<String> lines = export(database, new ExportScope.All());

      assertThat(lines).hasSize(16);
      String before = "0".repeat(64);
      for (String line : lines.subList(0, 15)) {
        JsonNode entry = Json.read(line, JsonNode.class);
        String fact = line.substring(line.indexOf("\"fact\":") + 7, line.length() - 1);
        before =
            Sha256.of(
                List.of(
                    entry.get("run").asText(),
                    entry.get("seq").asText(),
                    entry.get("key").asText(),
                    entry.get("at").asText(),
                    entry.get("recordedAt").asText(),
                    fact,
                    before));
        assertThat(entry.get("hash").asText()).isEqualTo(before);
      }
      JsonNode checkpoint = Json.read(lines.getLast(), JsonNode.class);
      assertThat(checkpoint.get("checkpoint").asInt()).isEqualTo(1);
      assertThat(checkpoint.get("entryHash").asText()).isEqualTo(before);
    }
  }

  @Test
  void writesOnlyWhatWasAskedFor() {
    try (Database database = Database.open(LocalPostgres.migrated())) {
      var facts = new Facts(database, 100);
      var staging = EnvironmentName.of("staging");
      facts.append(RunId.of("p"), PRODUCTION, wholeRelease(RunId.of("p")));
      facts.append(RunId.of("s"), staging, wholeRelease(RunId.of("s")).subList(1, 3));

      assertThat(export(database, new ExportScope.OfRun(RunId.of("s")))).hasSize(2);
      assertThat(export(database, new ExportScope.OfEnvironment(staging))).hasSize(2);
      assertThat(export(database, new ExportScope.OfEnvironment(PRODUCTION))).hasSize(16);
    }
  }

  private static List<String> export(Database database, ExportScope scope) {
    var out = new ByteArrayOutputStream();
    new LedgerExport(database).write(scope, out);
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
