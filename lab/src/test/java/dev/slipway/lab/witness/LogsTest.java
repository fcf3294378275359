package dev.slipway.lab.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsTest {
  @TempDir private Path folder;
  private Path log = Path.of("unset");

  @BeforeEach
  void somethingOld() throws IOException {
    log = Files.writeString(folder.resolve("log"), "something old\n");
  }

  @Test
  void readsWhoAskedTheRegistryForWhat() throws IOException {
    RegistryLog registry = RegistryLog.begin(log);
    append(
        "10.244.0.1 - - [21/Nov/2026:19:53:08 +0000] \"HEAD /v2/shop/web/manifests/v1.1.0 HTTP/1.1\""
            + " 200 428 \"\" \"Java-http-client/25\"\n"
            + "time=\"2026-11-21\" level=info msg=\"response completed\"\n"
            + "10.244.0.1 - slipway [21/Nov/2026:19:53:09 +0000] \"PUT /v2/shop/web/manifests/v2"
            + " HTTP/1.1\" 201 0 \"\" \"slipway-lab\"\n"
            + "10.244.0.1 - - [21/Nov/2026:19:53:09 +0000] \"GET /v2/under");

    assertThat(registry.requests())
        .containsExactly(
            new RegistryLog.Asked(
                "HEAD", "/v2/shop/web/manifests/v1.1.0", 200, "Java-http-client/25"),
            new RegistryLog.Asked("PUT", "/v2/shop/web/manifests/v2", 201, "slipway-lab"));
    assertThat(registry.requests())
        .extracting(RegistryLog.Asked::writes)
        .containsExactly(false, true);
  }

  @Test
  void readsWhatPostgresIsToldToChangeInOneDatabase() throws IOException {
    StatementLog postgres = StatementLog.begin(log);
    append(
        """
        2026-11-21 19:53:08.123 UTC [77] ~f1~f1~ LOG:  execute <unnamed>: insert into ledger (run,
        \tseq) values ($1, $2)
        2026-11-21 19:53:08.124 UTC [77] ~f1~f1~ ERROR:  duplicate key
        \tthat is no statement
        2026-11-21 19:53:08.125 UTC [78] ~f2~f2~ LOG:  statement: DELETE FROM ledger
        2026-11-21 19:53:08.126 UTC [77] ~f1~mallory~ LOG:  execute S_1: UPDATE ledger SET seq = 1
        """);

    assertThat(postgres.statements("f1"))
        .containsExactly(
            new StatementLog.Statement("f1", "f1", "insert into ledger (run, seq) values ($1, $2)"),
            new StatementLog.Statement("f1", "mallory", "update ledger set seq = 1"));
    assertThat(postgres.statements("f1").getFirst().is("insert", "ledger")).isTrue();
    assertThat(postgres.statements("f1").getFirst().is("insert", "ledge")).isFalse();
    assertThat(postgres.statements("f1").getLast().is("update", "ledger")).isTrue();
    assertThat(postgres.statements("f2").getFirst().is("delete", "ledger")).isTrue();
  }

  private void append(String text) throws IOException {
    Files.writeString(log, text, StandardOpenOption.APPEND);
  }
}
