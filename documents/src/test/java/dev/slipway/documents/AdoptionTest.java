package dev.slipway.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.document.ConfigRef;
import dev.slipway.document.Document;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.WorkloadKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class AdoptionTest {

  private static final AdoptedWorkload USUAL =
      new AdoptedWorkload(
          "shop",
          WorkloadKind.DEPLOYMENT,
          "backend",
          List.of(
              new AdoptedWorkload.Container(
                  "backend", false, "registry.example.com/shop/backend:v1.1.0", "/health/ready")),
          List.of(
              new ConfigRef(ConfigKind.CONFIG_MAP, "backend-config-v7"),
              new ConfigRef(ConfigKind.SECRET, "backend-secrets")),
          List.of(new AdoptedWorkload.Endpoint("backend", 8000)),
          null);

  private static final AdoptedWorkload ODD =
      new AdoptedWorkload(
          "shop",
          WorkloadKind.STATEFUL_SET,
          "queue",
          List.of(
              new AdoptedWorkload.Container(
                  "migrate", true, "registry.example.com/shop/queue:v3", null),
              new AdoptedWorkload.Container(
                  "main", false, "registry.example.com/shop/queue:v3", null),
              new AdoptedWorkload.Container("exporter", false, "quay.io/exporter:v1", null)),
          List.of(),
          List.of(),
          "Helm");

  @Test
  void writesAUsualServiceInAtMostFifteenLinesThatReadBack() {
    Adoption.Adopted adopted = adopt(USUAL);

    assertThat(adopted.notes()).isEmpty();
    assertThat(DocumentWriter.yaml(adopted.documents().getLast()))
        .isEqualTo(
            """
            apiVersion: slipway.dev/v1
            kind: Service
            metadata: {name: backend}
            spec:
              image: registry.example.com/shop/backend
              config:
              - {kind: ConfigMap, name: backend-config}
              - {kind: Secret, name: backend-secrets}
              http: {port: 8000}
              health: {path: /health/ready}
            """);
    Reading again = DocumentReader.read("adopted.yaml", adopted.yaml());
    assertThat(again.problems()).isEmpty();
    assertThat(again.documents().stream().<Document>map(Placed::document).toList())
        .isEqualTo(adopted.documents());
  }

  @Test
  void declaresContainersOfTheSameImageAndTellsWhatItLeftOut() {
    Adoption.Adopted adopted = adopt(ODD);

    assertThat(DocumentWriter.yaml(adopted.documents().getLast()))
        .contains(
            "kind: StatefulSet",
            "{name: migrate, image: registry.example.com/shop/queue, init: true}",
            "{name: main, image: registry.example.com/shop/queue}")
        .doesNotContain("exporter");
    assertThat(adopted.notes())
        .containsExactly(
            "queue: container exporter has another image and keeps it; add it to containers if it"
                + " belongs to the release",
            "queue is managed by Helm: a release is refused unless you set takeOver: true");
    assertThat(adopted.yaml()).startsWith("# queue: container exporter");
  }

  private static Adoption.Adopted adopt(AdoptedWorkload... workloads) {
    return Adoption.adopt(
        EnvironmentName.of("production"), SiteName.of("east"), "shop", List.of(workloads));
  }
}
