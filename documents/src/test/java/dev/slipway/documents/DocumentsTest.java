package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.contract.Payloads;
import dev.slipway.document.Document;
import dev.slipway.document.DocumentSet;
import dev.slipway.document.EnvironmentDocument;
import dev.slipway.document.ServiceDocument;
import dev.slipway.houserules.ReferencePage;
import dev.slipway.release.ReleasePlan;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class DocumentsTest {

  static List<String> systems() {
    return Examples.SYSTEMS;
  }

  @ParameterizedTest
  @CsvSource({
    "90s, PT1M30S",
    "5m, PT5M",
    "1h30m, PT1H30M",
    "7d, PT168H",
    "100ms, PT0.1S",
    "PT5M, PT5M",
    "0s, PT0S"
  })
  void readsDurationsBothWays(String text, String iso) {
    assertThat(Durations.parse(text)).isEqualTo(Duration.parse(iso));
    assertThat(Durations.parse(Durations.text(Duration.parse(iso)))).isEqualTo(Duration.parse(iso));
  }

  @Test
  void namesFileLineDocumentAndFieldOfAMistake() {
    Reading reading =
        DocumentReader.read(
            "shop/services.yaml",
            """
            apiVersion: slipway.dev/v1
            kind: Service
            metadata: {name: backend}
            spec:
              image: shop/backend
              strategy:
                settle: soon
            """);

    assertThat(reading.problems())
        .singleElement()
        .hasToString(
            "shop/services.yaml:7 Service/backend spec.strategy.settle: 'soon' is not a duration;"
                + " write 90s, 5m, 1h30m, 7d or PT5M");
  }

  @Test
  void tellsAllMistakesOfAllDocumentsAtOnce() {
    Reading reading =
        DocumentReader.read(
            "shop.yaml",
            """
            {apiVersion: slipway.dev/v1, kind: Service, metadata: {name: a}, spec: {image: "A", takeOver: 1}}
            ---
            {apiVersion: slipway.dev/v1, kind: Service, metadata: {name: b}, spec: {owner: b}}
            ---
            {apiVersion: slipway.dev/v1, kind: Service, metadata: {name: c}, spec: {imag: c}}
            """);

    assertThat(reading.problems())
        .extracting(p -> p.document() + " " + p.field() + " " + p.line())
        .containsExactly(
            "Service/a spec.image 1", "Service/a spec.takeOver 1", "Service/c spec.imag 5");
    assertThat(reading.services()).extracting(ServiceDocument::title).containsExactly("b");
  }

  @Test
  void refusesABombOfAliases() {
    var bomb = new StringBuilder("a0: &a0 [x, x]\n");
    for (int i = 1; i < 40; i++) {
      bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
    }

    assertThat(DocumentReader.read("bomb.yaml", bomb.toString()).problems())
        .singleElement()
        .extracting(DocumentProblem::message)
        .asString()
        .contains("aliases");
  }

  @Test
  void refusesWhatIsTooDeepOrTooLong() {
    assertThat(DocumentReader.read("deep.yaml", "[".repeat(5_000)).problems()).hasSize(1);
    assertThat(DocumentReader.read("long.yaml", "a: " + "x".repeat(1_100_000)).problems())
        .singleElement()
        .extracting(DocumentProblem::message)
        .asString()
        .contains("1000000");
  }

  @Test
  void readsJsonAsWell() {
    Reading reading =
        DocumentReader.read(
            "shop.json",
            """
            {"apiVersion": "slipway.dev/v1", "kind": "Environment", "metadata": {"name": "prod"},
             "spec": {"site": "here", "freezes": [{"name": "night", "days": ["monday"],
             "start": "22:00", "length": "8h", "zone": "Europe/Berlin"}]}}
            """);

    assertThat(reading.problems()).isEmpty();
    assertThat(reading.environments().getFirst().spec().freezes().getFirst().length()).hasHours(8);
  }

  @ParameterizedTest
  @MethodSource("systems")
  void writesWhatItReads(String system) {
    for (Placed placed : Examples.of(system).documents()) {
      String yaml = DocumentWriter.yaml(placed.document());
      Reading again = DocumentReader.read("again.yaml", yaml);

      assertThat(again.problems()).as(yaml).isEmpty();
      assertThat(again.documents().getFirst().document()).isEqualTo(placed.document());
    }
  }

  @ParameterizedTest
  @MethodSource("systems")
  void crossesTheWireUnchanged(String system) throws JsonProcessingException {
    ObjectMapper mapper = Payloads.mapper();
    Reading reading = Examples.of(system);
    for (EnvironmentDocument environment : reading.environments()) {
      var set = new DocumentSet(environment, reading.services());
      ReleasePlan plan = Planner.of(reading, environment.title(), "v1.2.0").plan();

      assertThat(mapper.readValue(mapper.writeValueAsString(set), DocumentSet.class))
          .isEqualTo(set);
      assertThat(mapper.readValue(mapper.writeValueAsString(plan), ReleasePlan.class))
          .isEqualTo(plan);
    }
  }

  @Test
  void showsTheDifferenceOfTwoRevisionsFieldByField() {
    ServiceDocument before = service("{image: shop/backend, owner: shop, strategy: {settle: 5s}}");
    ServiceDocument after =
        service("{image: shop/backend, strategy: {settle: 30s}, health: {path: /health}}");

    assertThat(DocumentDiff.between(before, after))
        .extracting(DocumentDiff.Change::toString)
        .containsExactly(
            "+ spec.health.path: /health",
            "- spec.owner: shop",
            "~ spec.strategy.settle: 5s -> 30s");
    assertThat(DocumentDiff.between(before, before.withRevision(9))).isEmpty();
    assertThat(DocumentDiff.between(null, before)).hasSize(3);
  }

  private static ServiceDocument service(String spec) {
    Reading reading =
        DocumentReader.read(
            "s.yaml",
            "apiVersion: slipway.dev/v1\nkind: Service\nmetadata: {name: backend}\nspec: " + spec);
    assertThat(reading.problems()).isEmpty();
    return reading.services().getFirst();
  }

  @Test
  void theExampleOfTheReferencePageIsReadAndPlanned() {
    String page = ReferencePages.documents();
    String yaml = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```\n\n## Service"));
    Reading reading = DocumentReader.read("documents.md", yaml);

    assertThat(reading.problems()).isEmpty();
    assertThat(DocumentChecks.problems(reading, List.of())).isEmpty();
    assertThat(Planner.of(reading, "production", "v1.2.0").plan().waves()).hasSize(2);
  }

  private static final String BACKEND =
      "{apiVersion: slipway.dev/v1, kind: Service, metadata: {name: backend}, spec: {%s}}\n---\n";
  private static final String PLACE =
      "{apiVersion: slipway.dev/v1, kind: Environment, metadata: {name: %s}, spec: {%s}}\n";

  private static List<String> faults(String text, List<Document> registered) {
    Reading reading = DocumentReader.read("d.yaml", text);
    assertThat(reading.problems()).isEmpty();
    return DocumentChecks.problems(reading, registered).stream()
        .map(DocumentProblem::message)
        .toList();
  }

  @Test
  void takesAnImageThatOnlyAnEnvironmentNames() {
    String override = PLACE.formatted("prod", "site: here, overrides: {backend: {image: shop/b}}");

    assertThat(faults(BACKEND.formatted("owner: shop") + override, List.of())).isEmpty();
  }

  @Test
  void letsEnvironmentsOfOneNamespaceBeAtTwoSites() {
    String practice = PLACE.formatted("practice", "site: lab, namespace: shop");
    Reading known =
        DocumentReader.read(
            "known.yaml",
            BACKEND.formatted("image: shop/b")
                + PLACE.formatted("prod", "site: here, namespace: shop"));
    List<Document> registered = known.documents().stream().map(Placed::document).toList();

    assertThat(faults(practice, registered)).isEmpty();
    assertThat(faults(practice.replace("site: lab", "site: here"), registered))
        .singleElement()
        .asString()
        .startsWith("environments prod and practice would both change Deployment backend");
  }

  @Test
  void looksForCirclesAmongServicesThatAllNeedEachEarlierOne() {
    var text = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      String needed =
          IntStream.range(0, i).mapToObj(n -> "s" + n).collect(Collectors.joining(", "));
      String spec = "image: shop/b, dependsOn: [" + needed + "]";
      text.append(BACKEND.formatted(spec).replace("name: backend", "name: s" + i));
    }
    String one = text.toString().replace("dependsOn: []", "owner: a");
    assertThat(faults(one, List.of())).isEmpty();
    assertThat(faults(one.replace("owner: a", "dependsOn: [s99]"), List.of()))
        .containsExactly("the services wait for each other: s0 -> s99 -> s0");
  }

  @Test
  void namesToWhoeverMayNotSeeAllOnlyWhatMayBeSeen() {
    Reading known =
        DocumentReader.read(
            "known.yaml",
            BACKEND.formatted("image: shop/b").replace("backend", "hidden")
                + PLACE.formatted("secret", "site: here, namespace: shop"));
    List<Document> registered = known.documents().stream().map(Placed::document).toList();
    Reading applied =
        DocumentReader.read(
            "d.yaml",
            BACKEND.formatted("image: shop/b, dependsOn: [nosuch]")
                + PLACE.formatted("own", "site: here, namespace: shop"));
    assertThat(
            DocumentChecks.problems(
                applied, registered, one -> !List.of("hidden", "secret").contains(one.title())))
        .extracting(DocumentProblem::message)
        .containsExactly(
            "service 'nosuch' is not known; known: backend",
            "environments one that this token does not see and own would both change a workload of"
                + " one that this token does not see, each under a lock of its own; give one of them another"
                + " namespace or site, or keep one environment");
  }

  @Test
  void findsAmongAPartOfTheDocumentsOnlyWhatIsWrongAnyway() {
    Reading part = DocumentReader.read("d.yaml", BACKEND.formatted("dependsOn: [elsewhere]"));
    assertThat(DocumentChecks.among(part)).isEmpty();
    assertThat(DocumentChecks.problems(part, List.of())).hasSize(2);
  }

  @Test
  void givesEachDocumentOfAFileItsOwnText() {
    String first =
        "# the first\napiVersion: slipway.dev/v1\nkind: Service\nmetadata: {name: a}\nspec: {owner: é😀}\n";
    String second =
        "apiVersion: slipway.dev/v1\nkind: Service\nmetadata: {name: b}\nspec: {owner: b} # b\n";

    assertThat(DocumentReader.read("two.yaml", first + "---\n" + second).documents())
        .extracting(Placed::text)
        .containsExactly(first, second);
  }

  @Test
  @Tag("docs")
  void theReferencePageSaysWhatTheReaderAccepts() {
    ReferencePage.check("reference/documents.md", ReferencePages.documents());
  }
}
