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
