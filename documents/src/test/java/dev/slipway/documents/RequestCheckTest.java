package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A request and the documents that lie over each other below it. */
class RequestCheckTest {
  private static final String SHOP =
      """
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata: {name: shop}
      spec:
        site: east
        defaults:
          config: [{kind: ConfigMap, name: shared-settings}]
      ---
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata: {name: lab}
      spec: {site: east}
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: backend}
      spec: {image: registry.test/shop/backend}
      """;

  /** Only in the laboratory is it said what it is. */
  private static final String ONLY_IN_LAB =
      """
      ---
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata: {name: other}
      spec:
        site: east
        overrides:
          probe: {image: registry.test/shop/probe}
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: probe}
      spec: {}
      """;

  private static List<String> unknown(String environment, String service) {
    Reading known = DocumentReader.read("shop.yaml", SHOP + ONLY_IN_LAB);
    assertThat(known.problems()).isEmpty();
    var input =
        new RequestInput(
            environment,
            List.of(new RequestInput.ServiceInput(service, "v1")),
            null,
            null,
            null,
            null);
    return RequestCheck.problems(input, known.environments(), known.services()).stream()
        .map(problem -> problem.field() + " " + problem.message())
        .toList();
  }

  @Test
  void namesTheServicesThatTheEnvironmentKnowsAndTheOneThatWasMeant() {
    assertThat(unknown("shop", "backnd"))
        .containsExactly(
            "services[0].service service 'backnd' is not known, did you mean backend; known: backend");
    assertThat(unknown("other", "till"))
        .containsExactly("services[0].service service 'till' is not known; known: backend, probe");
    assertThat(unknown("shp", "backend").getFirst())
        .isEqualTo(
            "environment environment 'shp' is not known, did you mean shop; known: shop, lab, other");
  }

  private static List<String> problems(String environment) {
    Reading known = DocumentReader.read("shop.yaml", SHOP);
    assertThat(known.problems()).isEmpty();
    var input =
        new RequestInput(
            environment,
            List.of(new RequestInput.ServiceInput("backend", "v1")),
            List.of(
                new RequestInput.ConfigInput("ConfigMap", "shared-settings", "shared-settings-2")),
            null,
            null,
            null);
    return RequestCheck.problems(input, known.environments(), known.services()).stream()
        .map(problem -> problem.field() + " " + problem.message())
        .toList();
  }

  @Test
  void switchesASlotThatTheDefaultsOfTheEnvironmentDeclare() {
    assertThat(problems("shop")).isEmpty();
  }

  @Test
  void takesNoSlotFromTheDefaultsOfAnotherEnvironment() {
    assertThat(problems("lab"))
        .containsExactly(
            "config[0].slot no service of this release declares ConfigMap shared-settings;"
                + " declared: none");
  }
}
