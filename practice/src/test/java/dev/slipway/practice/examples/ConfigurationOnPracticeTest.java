package dev.slipway.practice.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.houserules.Covers;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.release.ReleasePlan;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.WorkloadChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Configuration goes forward and back with the images: no pod has the one without the other. */
class ConfigurationOnPracticeTest {
  @TempDir Path folder;

  @Test
  @Covers("AIW-140")
  void aiwsConfigurationIsThereBeforeAnyPodOfTheNewImage() throws IOException {
    try (var aiw = new ExampleSystem("aiw", folder)) {
      ReleasePlan plan =
          aiw.planFor(
              "ai-workflow-practice",
              new ConfigSetting(
                  ConfigKind.CONFIG_MAP, "agent-service-config", "agent-service-config-v2"));
      WorkloadChange change = change(plan, "agent-service");
      Finding early = aiw.workloads().check(new Check.References(change));
      assertThat(early).isInstanceOf(Finding.Failed.class);
      assertThat(early.detail()).contains("agent-service-config-v2");

      aiw.site().configMap("ai-workflow-prod", "agent-service-config-v2", Map.of("Model", "gpt-4"));
      assertThat(aiw.workloads().check(new Check.References(change)))
          .isInstanceOf(Finding.Passed.class);
      String image = change.images().getFirst().image().value();
      aiw.set(change);
      aiw.complete(
          change,
          () ->
              assertThat(pods(aiw, "agent-service"))
                  .allSatisfy(
                      pod ->
                          assertThat(configMap(pod).equals("agent-service-config-v2"))
                              .isEqualTo(image(pod).equals(image))));
      assertThat(pods(aiw, "agent-service"))
          .isNotEmpty()
          .allSatisfy(pod -> assertThat(configMap(pod)).isEqualTo("agent-service-config-v2"));
    }
  }

  @Test
  @Covers({"EDG-77", "EDG-78", "EDG-79"})
  void edgelinksKnownGoodConfigurationComesBackWithNewPodsThatAreReady() throws IOException {
    String name = "edge-link-production-api-gateway";
    try (var edgelink = new ExampleSystem("edgelink", folder)) {
      ReleasePlan plan =
          edgelink.planFor(
              "edgelink-practice",
              new ConfigSetting(
                  ConfigKind.CONFIG_MAP, "edge-link-config", "edge-link-config-v0.2.0"));
      WorkloadChange bad = change(plan, name);
      edgelink.set(bad);
      edgelink.complete(bad, () -> {});
      TreeSet<String> before = uids(edgelink, name);
      assertThat(pods(edgelink, name))
          .allSatisfy(pod -> assertThat(configMap(pod)).isEqualTo("edge-link-config-v0.2.0"));

      WorkloadChange good =
          new WorkloadChange(
              bad.workload(),
              bad.images(),
              List.of(
                  new ConfigSetting(
                      ConfigKind.CONFIG_MAP, "edge-link-config", "edge-link-config-v0.1.5")));
      edgelink.set(good);
      edgelink.complete(good, () -> {});

      assertThat(pods(edgelink, name))
          .isNotEmpty()
          .allSatisfy(pod -> assertThat(configMap(pod)).isEqualTo("edge-link-config-v0.1.5"))
          .allSatisfy(pod -> assertThat(ExampleSystem.isReady(pod)).isTrue());
      assertThat(uids(edgelink, name)).doesNotContainAnyElementsOf(before);
    }
  }

  private static WorkloadChange change(ReleasePlan plan, String workload) {
    return plan.services().stream()
        .flatMap(s -> s.changes().stream())
        .filter(c -> c.workload().name().equals(workload))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> pods(ExampleSystem system, String app) {
    return system.site().world().store().list(Kinds.POD).stream()
        .<JsonNode>map(KubeObject::json)
        .filter(pod -> pod.at("/metadata/labels/app").asText().equals(app))
        .filter(pod -> pod.at("/metadata/deletionTimestamp").isMissingNode())
        .toList();
  }

  private static TreeSet<String> uids(ExampleSystem system, String app) {
    var uids = new TreeSet<String>();
    pods(system, app).forEach(pod -> uids.add(pod.at("/metadata/uid").asText()));
    return uids;
  }

  private static String configMap(JsonNode pod) {
    return pod.at("/spec/containers/0/envFrom/0/configMapRef/name").asText();
  }

  private static String image(JsonNode pod) {
    return pod.at("/spec/containers/0/image").asText();
  }
}
