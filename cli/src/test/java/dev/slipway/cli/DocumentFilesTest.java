package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents in files: what is found before anything is sent, and where it is said to be. */
class DocumentFilesTest {
  @AutoClose private Keyboard keyboard;

  @TempDir Path home;

  @BeforeEach
  void sitDown() {
    keyboard = new Keyboard(home);
  }

  @Test
  void findsServicesThatWaitForEachOtherAcrossFiles() throws Exception {
    needing("one.yaml", "backend", "frontend");
    needing("two.yaml", "frontend", "backend");
    for (String more : new String[] {"-o=table", "--partial"}) {
      assertThat(keyboard.run("validate", "-f", home.toString(), more))
          .isEqualTo(Exit.REFUSED.code());
      assertThat(keyboard.err().lines())
          .containsExactly(
              "slipway: 1 fault",
              "  %s:4 Service/backend spec.dependsOn: the services wait for each other: backend -> frontend -> backend"
                  .formatted(home.resolve("one.yaml")));
    }
  }

  @Test
  void findsNamesThatNoFileDefinesUnlessTheFilesAreOnlyAPart() throws Exception {
    needing("one.yaml", "backend", "databse");
    needing("two.yaml", "database");
    assertThat(keyboard.run("validate", "-f", home.toString())).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err().lines())
        .containsExactly(
            "slipway: 1 fault",
            "  %s:4 Service/backend spec.dependsOn[0]: service 'databse' is not known, did you mean database; known: backend, database"
                .formatted(home.resolve("one.yaml")),
            "  are the other services registered already? Then add --partial");
    assertThat(keyboard.run("validate", "-f", home.toString(), "--partial")).isZero();
    assertThat(keyboard.out()).contains("valid");
  }

  @Test
  void listsFaultsAsJsonWhereJsonIsAskedFor() throws Exception {
    needing("one.yaml", "backend", "databse");
    assertThat(keyboard.run("validate", "-f", home.toString(), "-o", "json"))
        .isEqualTo(Exit.REFUSED.code());
    JsonNode answer = Json.read(keyboard.out());
    JsonNode fault = answer.path("faults").path(0);
    assertThat(answer.path("valid").asBoolean(true)).isFalse();
    assertThat(answer.path("faults")).hasSize(1);
    assertThat(fault.path("file").asText()).isEqualTo(home.resolve("one.yaml").toString());
    assertThat(fault.path("line").asInt()).isEqualTo(4);
    assertThat(fault.path("document").asText()).isEqualTo("Service/backend");
    assertThat(fault.path("field").asText()).isEqualTo("spec.dependsOn[0]");
    assertThat(fault.path("message").asText()).startsWith("service 'databse' is not known");
    assertThat(answer.path("hint").asText()).contains("--partial");
    assertThat(keyboard.err()).isEmpty();
  }

  @Test
  void saysAsJsonThatThereIsNoFault() throws Exception {
    needing("one.yaml", "backend");
    assertThat(keyboard.run("validate", "-f", home.toString(), "-o", "json")).isZero();
    JsonNode answer = Json.read(keyboard.out());
    assertThat(answer.path("valid").asBoolean()).isTrue();
    assertThat(answer.path("faults").isArray()).isTrue();
    assertThat(answer.path("faults")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "diff"})
  void findsADocumentThatIsThereTwiceBeforeAnythingIsSent(String word) throws Exception {
    needing("one.yaml", "backend");
    needing("two.yaml", "backend");
    assertThat(keyboard.run(word, "-f", home.toString())).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err().lines())
        .containsExactly(
            "slipway: 1 fault; nothing was sent",
            "  %s:3 Service/backend metadata.name: is given twice; the other is in %s line 3; keep one of them"
                .formatted(home.resolve("two.yaml"), home.resolve("one.yaml")));
    assertThat(keyboard.api.seen()).isEmpty();
  }

  private void needing(String file, String service, String... needed) throws java.io.IOException {
    String text =
        """
        apiVersion: slipway.dev/v1
        kind: Service
        metadata: {name: %s}
        spec: {image: registry.test/shop%s}
        """
            .formatted(
                service,
                needed.length == 0 ? "" : ", dependsOn: [%s]".formatted(String.join(", ", needed)));
    Files.writeString(home.resolve(file), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"validate", "apply", "diff"})
  void tellsAMissingFileFromAFolderAndFromWhatIsNoText(String word) throws Exception {
    Path missing = home.resolve("missing.yaml");
    assertThat(keyboard.run(word, "-f", missing.toString())).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err()).contains("there is no file " + missing, "see: slipway " + word);
    Path binary = Files.write(home.resolve("binary.yaml"), new byte[] {(byte) 0xff, 0, 1});
    assertThat(keyboard.run(word, "-f", binary.toString())).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err()).contains(binary + " is not text in UTF-8");
    Path empty = Files.createDirectory(home.resolve("empty"));
    assertThat(keyboard.run(word, "-f", empty.toString())).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err()).contains("there is no .yaml, .yml or .json file in");
    assertThat(keyboard.api.seen()).isEmpty();
  }

  @Test
  void tellsTheSameOfATokenFile() throws Exception {
    keyboard.environment.put("SLIPWAY_TOKEN", "");
    keyboard.environment.put("SLIPWAY_TOKEN_FILE", home.resolve("none").toString());
    assertThat(keyboard.run("release", "list")).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err())
        .contains("no token: there is no file " + home.resolve("none"), "SLIPWAY_TOKEN_FILE or");
    keyboard.environment.put("SLIPWAY_TOKEN_FILE", home.toString());
    assertThat(keyboard.run("release", "list")).isEqualTo(Exit.USAGE.code());
    assertThat(keyboard.err()).contains(home + " is a directory, and a file is wanted");
  }

  @Test
  void checksDocumentsWithFileAndLineBeforeAnythingIsSent() throws Exception {
    Path file = home.resolve("broken.yaml");
    Files.writeString(
        file,
        """
        apiVersion: slipway.dev/v1
        kind: Service
        metadata:
          name: backend
        spec:
          image: registry.test/backend
          replcas: 3
        """);
    assertThat(keyboard.run("apply", "-f", file.toString())).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err()).contains("broken.yaml:7 ", "spec.replcas");
    assertThat(keyboard.api.seen()).isEmpty();
  }

  @Test
  void refusesHugeDocumentsWithoutReadingThem() throws Exception {
    Path file = home.resolve("huge.yaml");
    Files.writeString(file, "a: b\n".repeat(4_000_000));
    assertThat(keyboard.run("validate", "-f", file.toString())).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err()).contains("huge.yaml", "1000000 bytes", "Split it");
  }

  @Test
  void namesTheFileOfEachFaultThatTheApiFinds() throws Exception {
    Path first = document("first.yaml", "backend", "");
    Path second = document("second.yaml", "frontend", document("backend-2"));
    keyboard.api.on(
        "POST /api/v1/documents",
        422,
        """
        {"detail":"3 fields are wrong; nothing was started or stored","errors":[
          {"field":"Service/backend-2 spec.image","message":"is taken"},
          {"field":"Service/backend spec","message":"does not fit"},
          {"field":"Service/other","message":"is needed"}]}""");
    assertThat(keyboard.run("apply", "-f", first.toString(), "-f", second.toString()))
        .isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err().lines())
        .containsExactly(
            "slipway: 3 fields are wrong; nothing was started or stored",
            "  %s:13 Service/backend-2 spec.image: is taken".formatted(second),
            "  %s:6 Service/backend spec: does not fit".formatted(first),
            "  Service/other: is needed");
  }

  @Test
  void namesTheFileAlsoOfASingleFault() throws Exception {
    Path file = document("one.yaml", "backend", "");
    keyboard.api.on(
        "POST /api/v1/documents/diff",
        422,
        "{\"detail\":\"Service/backend spec.image: is taken\",\"errors\":["
            + "{\"field\":\"Service/backend spec.image\",\"message\":\"is taken\"}]}");
    assertThat(keyboard.run("diff", "-f", file.toString())).isEqualTo(Exit.REFUSED.code());
    assertThat(keyboard.err().lines())
        .containsExactly("slipway: %s:6 Service/backend spec.image: is taken".formatted(file));
  }

  private Path document(String file, String service, String more) throws java.io.IOException {
    return Files.writeString(home.resolve(file), document(service) + more);
  }

  private static String document(String service) {
    return """
        apiVersion: slipway.dev/v1
        kind: Service
        metadata:
          name: %s
        spec:
          image: registry.test/backend
        ---
        """
        .formatted(service);
  }
}
