package dev.slipway.houserules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoverageTest {

  @TempDir Path root;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeEach
  void listCapabilities() throws IOException {
    Files.createDirectories(root.resolve("docs"));
    Files.writeString(
        root.resolve("docs/capabilities.csv"),
        """
        id,system,class,kind,capability
        IPA-01,ipa,W,pre-check,"Nodes, all of them, Ready"
        IPA-02,ipa,C,deploy,Waves
        IPA-03,ipa,S,security,Audit
        EDG-01,edgelink,W,DR,Failover
        EDG-02,edgelink,X,DR,A diagram
        """);
  }

  @Test
  void countsARowOnceAPassingTestShowsIt() throws IOException {
    proofs("a", "IPA-01", "passed", "IPA-01", "passed", "IPA-03", "passed", "EDG-01", "skipped");

    assertThat(run("--json")).isZero();
    assertThat(text(out))
        .contains(
            "{\"system\":\"ipa\",\"rows\":2,\"proven\":1,\"ownRows\":1,\"ownProven\":1}",
            "{\"system\":\"edgelink\",\"rows\":1,\"proven\":0,\"ownRows\":0,\"ownProven\":0}",
            "{\"system\":\"all\",\"rows\":3,\"proven\":1,\"ownRows\":1,\"ownProven\":1}",
            "{\"id\":\"IPA-01\",\"tests\":[\"T#IPA-01\"]}");
  }

  @Test
  void doesNotCountARowOfWhichAnyTestFailed() throws IOException {
    proofs("a", "IPA-01", "passed", "IPA-02", "passed");
    proofs("b/c", "IPA-01", "failed");

    assertThat(run()).isEqualTo(1);
    assertThat(text(out)).contains("IPA-01   FAILED").containsPattern("ipa +1 +2 +0 +1");
  }

  @Test
  void refusesIdsThatNoRowHas() throws IOException {
    proofs("a", "IPA-99", "passed");

    assertThat(run("--json")).isEqualTo(1);
    assertThat(text(err)).contains("no row IPA-99, claimed by [T#IPA-99]");
  }

  @Test
  void saysWhatToDoWhenNothingWasTested() {
    assertThat(run()).isEqualTo(2);
    assertThat(text(err)).contains("run ./slipway test first");
  }

  @Test
  void refusesHalfALine() throws IOException {
    Path file = root.resolve("a/target/proofs.jsonl");
    Files.createDirectories(root.resolve("a/target"));
    Files.writeString(file, "{\"rows\":[\"IPA");

    assertThatThrownBy(this::run).hasMessageContaining("run the tests again");
  }

  @Test
  void knowsEveryRowOfThisProject() throws IOException {
    Path csv = Path.of(System.getProperty("slipway.root"), "docs/capabilities.csv");

    List<Capability> rows = Capability.read(csv);

    assertThat(rows).hasSize(520);
    assertThat(rows).filteredOn(row -> row.category().isProduct()).hasSize(441);
  }

  private int run(String... args) {
    return Coverage.run(root, List.of(args), printer(out), printer(err));
  }

  private static PrintStream printer(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private void proofs(String module, String... idsAndStates) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < idsAndStates.length; i += 2) {
      lines.append(
          "{\"rows\":[\"%s\"],\"test\":\"T#%s\",\"status\":\"%s\"}\n"
              .formatted(idsAndStates[i], idsAndStates[i], idsAndStates[i + 1]));
    }
    Path file = root.resolve(module + "/target/proofs.jsonl");
    Files.createDirectories(root.resolve(module + "/target"));
    Files.writeString(file, lines);
  }
}
