package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.release.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Everything that people get wrong, with the exact field and the exact words they read. The table
 * is {@code bad.txt}: one case each, its problems after {@code >}, then the input.
 */
class BadInputTest {

  record Case(String sort, String name, List<String> problems, String text) {
    @Override
    public String toString() {
      return sort + ": " + name;
    }
  }

  static Stream<Case> cases() {
    try (var stream = BadInputTest.class.getResourceAsStream("bad.txt")) {
      String table = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(table.split("(?m)^=== ")).skip(1).map(BadInputTest::parse);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Case parse(String text) {
    String[] lines = text.split("\n", 3);
    String[] head = lines[0].split(" \\| ", 2);
    return new Case(
        head[0],
        head[1],
        List.of(lines[1].substring(2).split(" \\| ")),
        lines.length < 3 ? "" : lines[2]);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isRefusedWithItsFieldAndTheWayOut(Case bad) {
    List<String> found =
        switch (bad.sort()) {
          case "document" -> read(bad.text());
          case "service" -> read(wrapped("Service", "backend", bad.text()));
          case "environment" -> read(wrapped("Environment", "prod", "site: here\n" + bad.text()));
          case "set" -> set(bad.text());
          case "request" -> request(bad.text());
          default -> throw new IllegalStateException("no such sort of case: " + bad.sort());
        };

    assertThat(found).containsExactlyElementsOf(bad.problems());
  }

  @Test
  void theTableHoldsMoreThanSixtyCases() {
    assertThat(cases()).hasSizeGreaterThanOrEqualTo(100);
  }

  private static String wrapped(String kind, String name, String spec) {
    return "apiVersion: slipway.dev/v1\nkind: %s\nmetadata: {name: %s}\nspec:\n%s"
        .formatted(kind, name, spec.indent(2));
  }

  private static List<String> read(String text) {
    Reading reading = DocumentReader.read("bad.yaml", text);
    assertThat(reading.good()).isFalse();
    assertThat(reading.problems()).allSatisfy(p -> assertThat(p.file()).isEqualTo("bad.yaml"));
    return reading.problems().stream().map(BadInputTest::words).toList();
  }

  private static List<String> set(String text) {
    Reading reading = DocumentReader.read("bad.yaml", text);
    assertThat(reading.problems()).isEmpty();
    List<DocumentProblem> problems = DocumentChecks.problems(reading, List.of());
    assertThat(problems).allSatisfy(p -> assertThat(p.line()).isPositive());
    return problems.stream().map(BadInputTest::words).toList();
  }

  private static String words(DocumentProblem problem) {
    return (problem.field() + " " + problem.message()).strip();
  }

  private static List<String> request(String text) {
    Reading known =
        DocumentReader.read(
            "known.yaml",
            wrapped(
                    "Service",
                    "backend",
                    "image: shop/backend\nconfig: [{kind: ConfigMap, name: settings}]")
                + "---\n"
                + wrapped("Service", "frontend", "image: shop/frontend")
                + "---\n"
                + wrapped("Environment", "prod", "site: here"));
    assertThat(known.problems()).isEmpty();
    RequestReader.Read read = RequestReader.read(text);
    List<EnvironmentDocument> environments = known.environments();
    List<ServiceDocument> services = known.services();
    List<Problem> problems =
        read.input() == null
            ? read.problems()
            : RequestCheck.problems(read.input(), environments, services);
    return problems.stream().map(p -> p.field() + " " + p.message()).toList();
  }
}
