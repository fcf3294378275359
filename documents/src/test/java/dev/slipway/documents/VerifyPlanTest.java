package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Severity;
import dev.slipway.verify.VerifyStep;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What documents say about showing that a service works, as a plan. */
class VerifyPlanTest {
  private static final String SHOP =
      """
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: backend}
      spec: {image: shop/backend}
      ---
      apiVersion: slipway.dev/v1
      kind: Service
      metadata: {name: frontend}
      spec: {image: shop/frontend}
      ---
      apiVersion: slipway.dev/v1
      kind: Environment
      metadata: {name: prod}
      spec:
        site: here
        namespace: shop
        registry: registry.example.com
        prometheus: http://prometheus.monitoring:9090
        defaults:
          verify:
            - {type: condition, name: load, query: 'sum(load{namespace="${namespace}",service="${service}"})', comparison: "<", threshold: 1}
      """;

  @Test
  void aQueryOfTheDefaultsCountsEachServiceAlone() {
    var plan = shop(SHOP).plan();

    assertThat(queries(Planner.service(plan, "backend").verify().steps()))
        .containsExactly("sum(load{namespace=\"shop\",service=\"backend\"})");
    assertThat(queries(Planner.service(plan, "frontend").verify().steps()))
        .containsExactly("sum(load{namespace=\"shop\",service=\"frontend\"})");
  }

  @Test
  void refusesAVariableThatAQueryDoesNotKnow() {
    assertThat(shop(SHOP.replace("${service}", "${pod}")).only("backend").problems())
        .containsExactly(
            "services.backend.verify[0].query:"
                + " sum(load{namespace=\"${namespace}\",service=\"${pod}\"}) has a variable that a"
                + " query does not know; known: ${namespace}, ${service}");
  }

  @Test
  void readsEachSecretOfASmokeTestBeforeAnythingIsChanged() {
    var plan = shop(secret("kubernetes://shop/account#password")).only("backend").plan();

    assertThat(plan.checks())
        .filteredOn(sited -> sited.planned().check() instanceof Check.SecretReadable)
        .singleElement()
        .satisfies(
            sited -> {
              assertThat(sited.planned().check())
                  .isEqualTo(new Check.SecretReadable("kubernetes://shop/account#password"));
              assertThat(sited.planned().severity()).isEqualTo(Severity.BLOCK);
            });
  }

  @Test
  void refusesASecretOfANamespaceThatIsNotTheServices() {
    assertThat(shop(secret("kubernetes://kube-system/admin#token")).only("backend").problems())
        .singleElement()
        .asString()
        .startsWith("services.backend.verify: ")
        .contains("kubernetes://kube-system/admin#token", "shop", "put the secret there");
  }

  private static String secret(String reference) {
    return SHOP.replace(
        "spec: {image: shop/backend}",
        "spec: {image: shop/backend, verify: [{type: smoke, secrets: [{variable: t, ref: \"%s\"}], steps: [{name: a, path: /a, body: \"${t}\", method: POST}]}]}"
            .formatted(reference));
  }

  @Test
  void refusesAnObservationThatOutgrowsTheHistoryOfItsRollout() {
    String watched = SHOP.replace("defaults:\n", "defaults:\n    watch: {observe: 24h}\n");
    assertThat(shop(watched).only("backend").problems())
        .containsExactly(
            "services.backend.watch: 1d every 30s are 2880 passes of 2 steps, and the history of a"
                + " rollout has room for 2352; look every 37s, or observe no longer than 19h36m");
    assertThat(shop(watched.replace("24h", "19h")).only("backend").problems()).isEmpty();
  }

  @Test
  void refusesAHeaderThatTheApiServerWouldKeep() {
    String script =
        "spec: {image: shop/backend, verify: [{type: smoke, secrets: [{variable: t, ref:"
            + " \"env:T\"}], steps: [{name: a, path: /a}, {name: b, path: /b, headers: [{name:"
            + " authorization, value: \"Bearer ${t}\"}]}]}]%s}";
    String documents = SHOP.replace("spec: {image: shop/backend}", script);

    assertThat(shop(documents.formatted("")).only("backend").problems())
        .singleElement()
        .asString()
        .startsWith("services.backend.verify[1].steps[1].headers: ")
        .contains("keeps every Authorization header", "http.baseUrl");
    String outside = ", http: {baseUrl: \"https://shop.example.com\"}";
    assertThat(shop(documents.formatted(outside)).only("backend").problems()).isEmpty();
  }

  /** D57: a sum over everything that is scraped mixes the services, and the environments too. */
  @ParameterizedTest
  @ValueSource(strings = {"aiw", "ipa", "edgelink", "platform-enterprise", "xiongichat"})
  void everyQueryOfTheExamplesNamesPlaceAndServiceForEverySeries(String system) {
    Reading reading = Examples.of(system);
    for (var environment : reading.environments()) {
      for (var service : Planner.of(reading, environment.title(), "v1.2.0").plan().services()) {
        assertThat(queries(service.verify().steps()))
            .allSatisfy(
                query ->
                    assertThat(query.split("http_request", -1))
                        .hasSizeGreaterThan(1)
                        .satisfies(parts -> onlySelected(List.of(parts))));
      }
    }
  }

  private static void onlySelected(List<String> parts) {
    assertThat(parts.subList(1, parts.size()))
        .allSatisfy(
            part ->
                assertThat(part)
                    .containsPattern("^[a-z_]+\\{namespace=\"[a-z-]+\",service=\"[a-z-]+\""));
  }

  private static Planner shop(String documents) {
    Reading reading = DocumentReader.read("shop.yaml", documents);
    assertThat(reading.problems()).isEmpty();
    return Planner.of(reading, "prod", "v1");
  }

  private static List<String> queries(List<VerifyStep> steps) {
    return steps.stream()
        .filter(VerifyStep.Condition.class::isInstance)
        .map(s -> ((VerifyStep.Condition) s).query())
        .toList();
  }
}
