package dev.slipway.practice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.houserules.Covers;
import dev.slipway.practice.world.Kind;
import dev.slipway.practice.world.Kinds;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a team wrote into its own manifests is configuration of its release too: the rollout goes by
 * it, and nothing but the declared fields is different afterwards.
 */
class ExamplesOnPracticeTest {

  private static final List<Class<?>> ASKED_OF_THE_CLUSTER =
      List.of(
          Check.ClusterReachable.class,
          Check.NamespaceExists.class,
          Check.NodesReady.class,
          Check.Ownership.class,
          Check.References.class,
          Check.SecretKeys.class,
          Check.RequiredEnv.class,
          Check.WorkloadPolicy.class);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"ipa", "aiw", "xiongichat", "platform-enterprise", "edgelink"})
  void rollsOutAsTheDocumentsSay(String system) throws IOException {
    try (var running = new ExampleSystem(system, folder)) {
      assertThat(running.clusterFindings(ASKED_OF_THE_CLUSTER))
          .isNotEmpty()
          .allSatisfy(finding -> assertThat(finding).isInstanceOf(Finding.Passed.class));
      running.release("");
    }
  }

  @Test
  @Covers({"AIW-13", "AIW-14", "AIW-15", "AIW-42", "AIW-43", "AIW-44"})
  void agentServiceRollsByItsOwnManifest() throws IOException {
    try (var running = new ExampleSystem("aiw", folder)) {
      JsonNode before = template(running, "ai-workflow-prod", "agent-service");
      JsonNode scaler = spec(running, Kinds.HPA, "ai-workflow-prod", "agent-service-hpa");
      ExampleSystem.Span span = running.release("agent-service");
      JsonNode container = container(running, "ai-workflow-prod", "agent-service");

      assertThat(span.leastReady()).isGreaterThanOrEqualTo(4);
      assertThat(span.mostPods()).isEqualTo(6);
      assertThat(template(running, "ai-workflow-prod", "agent-service")).isEqualTo(before);
      assertThat(container.at("/resources").toString())
          .isEqualTo(
              "{\"requests\":{\"cpu\":\"500m\",\"memory\":\"1Gi\"},\"limits\":{\"cpu\":\"2000m\",\"memory\":\"4Gi\"}}");
      assertThat(probe(container, "liveness")).isEqualTo("/health/live 30 10 5 3");
      assertThat(probe(container, "readiness")).isEqualTo("/health/ready 10 5 3 3");
      assertThat(container.at("/lifecycle/preStop/exec/command/2").asText()).isEqualTo("sleep 15");
      assertThat(spec(running, Kinds.HPA, "ai-workflow-prod", "agent-service-hpa"))
          .isEqualTo(scaler);
      assertThat(scaler.path("minReplicas").asInt()).isEqualTo(3);
      assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(20);
    }
  }

  @Test
  @Covers({"XIO-01", "XIO-05", "XIO-11", "XIO-12", "XIO-13"})
  void xiongichatRollsWithoutEverHavingFewerPods() throws IOException {
    try (var running = new ExampleSystem("xiongichat", folder)) {
      JsonNode before = template(running, "xiongichat", "xiongichat-api");
      JsonNode scaler = spec(running, Kinds.HPA, "xiongichat", "xiongichat-hpa");
      ExampleSystem.Span span = running.release("xiongichat-api");
      JsonNode container = container(running, "xiongichat", "xiongichat-api");
      JsonNode spec = spec(running, Kinds.DEPLOYMENT, "xiongichat", "xiongichat-api");

      assertThat(span.leastReady()).isEqualTo(3);
      assertThat(span.mostPods()).isEqualTo(4);
      assertThat(spec.path("revisionHistoryLimit").asInt()).isEqualTo(5);
      assertThat(template(running, "xiongichat", "xiongichat-api")).isEqualTo(before);
      assertThat(container.at("/resources/limits/memory").asText()).isEqualTo("2Gi");
      assertThat(probe(container, "liveness")).isEqualTo("/api/v1/healthz 30 10 5 3");
      assertThat(probe(container, "readiness")).isEqualTo("/api/v1/ready 10 5 3 3");
      assertThat(container.at("/volumeMounts/0/readOnly").asBoolean()).isTrue();
      assertThat(spec(running, Kinds.HPA, "xiongichat", "xiongichat-hpa")).isEqualTo(scaler);
      assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(10);
    }
  }

  @Test
  @Covers({"PLT-11", "PLT-14", "PLT-15", "PLT-16", "PLT-17", "PLT-18", "PLT-23"})
  void platformApiRollsByItsOwnManifest() throws IOException {
    try (var running = new ExampleSystem("platform-enterprise", folder)) {
      JsonNode before = template(running, "platform", "platform-api");
      JsonNode scaler = spec(running, Kinds.HPA, "platform", "platform-api-hpa");
      ExampleSystem.Span span = running.release("platform-api");
      JsonNode container = container(running, "platform", "platform-api");

      assertThat(span.leastReady()).isEqualTo(3);
      assertThat(span.mostPods()).isEqualTo(4);
      assertThat(template(running, "platform", "platform-api")).isEqualTo(before);
      assertThat(container.at("/resources/requests/cpu").asText()).isEqualTo("200m");
      assertThat(probe(container, "liveness")).isEqualTo("/health/live 10 15 5 3");
      assertThat(probe(container, "readiness")).isEqualTo("/health/ready 5 10 5 3");
      assertThat(probe(container, "startup")).isEqualTo("/health/live 5 5 5 30");
      assertThat(container.at("/lifecycle/preStop/exec/command/2").asText()).isEqualTo("sleep 10");
      assertThat(before.at("/spec/terminationGracePeriodSeconds").asInt()).isEqualTo(30);
      assertThat(spec(running, Kinds.HPA, "platform", "platform-api-hpa")).isEqualTo(scaler);
      assertThat(scaler.path("minReplicas").asInt()).isEqualTo(3);
      assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(10);
      assertThat(scaler.at("/metrics/0/resource/target/averageUtilization").asInt()).isEqualTo(70);
      assertThat(scaler.at("/metrics/1/resource/target/averageUtilization").asInt()).isEqualTo(80);
      assertThat(scaler.at("/behavior/scaleDown/stabilizationWindowSeconds").asInt())
          .isEqualTo(300);
      assertThat(scaler.at("/behavior/scaleUp/policies/1/value").asInt()).isEqualTo(4);
    }
  }

  private static JsonNode spec(ExampleSystem running, Kind kind, String namespace, String name) {
    return running.object(kind, namespace, name).path("spec").deepCopy();
  }

  private static JsonNode container(ExampleSystem running, String namespace, String name) {
    return running.object(Kinds.DEPLOYMENT, namespace, name).at("/spec/template/spec/containers/0");
  }

  /** The pod template without what a release may change. */
  private static JsonNode template(ExampleSystem running, String namespace, String name) {
    JsonNode template =
        running.object(Kinds.DEPLOYMENT, namespace, name).at("/spec/template").deepCopy();
    template.at("/spec/containers").forEach(c -> ((ObjectNode) c).remove("image"));
    return template;
  }

  private static String probe(JsonNode container, String name) {
    JsonNode probe = container.path(name + "Probe");
    return "%s %s %s %s %s"
        .formatted(
            probe.at("/httpGet/path").asText(),
            probe.path("initialDelaySeconds").asText(),
            probe.path("periodSeconds").asText(),
            probe.path("timeoutSeconds").asText(),
            probe.path("failureThreshold").asText());
  }
}
