package dev.slipway.worker.systems;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.evidence.Fact;
import dev.slipway.houserules.Covers;
import dev.slipway.name.RunId;
import dev.slipway.practice.world.Kinds;
import dev.slipway.practice.world.KubeObject;
import dev.slipway.preflight.Check;
import dev.slipway.rollout.Strategy;
import dev.slipway.worker.systems.Platform.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Each of the five systems: its next version, and a version of which one service crashes. Systems
 * are released side by side, each one's releases one after the other.
 */
@Timeout(300)
@Execution(ExecutionMode.CONCURRENT)
class FiveSystemsTest {
  /** Neither runs on the practice cluster. */
  private static final String MONITORING =
      """
        checks:
          - {type: pods-running, namespace: monitoring, selector: app=prometheus}
          - {type: pods-running, namespace: monitoring, selector: app=grafana}
      """;

  @TempDir static Path folder;
  private static Platform platform;

  @BeforeAll
  static void open() throws IOException {
    platform = new Platform(folder, "ipa", "aiw", "xiongichat", "platform-enterprise", "edgelink");
  }

  @AfterAll
  static void close() throws IOException {
    platform.close();
  }

  @Test
  @ResourceLock("ipa")
  @Covers({
    "IPA-29", "IPA-30", "IPA-31", "IPA-32", "IPA-33", "IPA-39", "IPA-40", "IPA-41", "IPA-42",
    "IPA-43", "IPA-47"
  })
  void releasesIpa() {
    Ran ran =
        platform.release(
            Wish.of("ipa", "v1.2.0").where(text -> text.replace("Timeout: 2m", "Timeout: 300s")));

    Proofs proofs = Proofs.of(platform, "ipa", ran);
    proofs.released("backend", "frontend");
    proofs.before("ipa-platform", "backend", "frontend");
    proofs.asked(Check.ImagePullable.class, 4); // the new ones, and those of the way back
    proofs.verified("backend", "pods of backend", "did not restart");
    proofs.verified("frontend", "pods of frontend", "did not restart");
    proofs.verified("backend", "health", "version 1.2.0");
    proofs.verified("backend", "detailed health");
    proofs.verified("backend", "log in, list and create a workflow", "3 of 3");
    proofs.verified("backend", "no errors of backend", "lines match");
    proofs.recorded("ipa-practice", "1.2.0");
    assertThat(rolling(ran).rolloutTimeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  @ResourceLock("ipa")
  @Covers({"IPA-55", "IPA-57", "IPA-63"})
  void takesIpaBack() {
    Wish wish = Wish.of("ipa", "v1.3.0").but("frontend", "v1.3.0-crash");
    Proofs.of(platform, "ipa", platform.release(wish)).wentBack("frontend", "frontend", "backend");
    Proofs.refused(platform.release(wish));
  }

  @Test
  void showsWhatItsTemporalWorkersDoInItsMetrics() {
    platform.eventually(
        RunId.of("none"),
        "metrics of the Temporal client and of its workers",
        () ->
            platform.metrics().contains("temporal_request_total{")
                && platform.metrics().contains("temporal_worker_start_total{"));
  }

  /** No restart, no scaling, no manifest: what autoscalers and people set stays as it is. */
  @Test
  @ResourceLock("ipa")
  void changesNothingOfAWorkloadButItsImageAndThatOnce() {
    List<KubeObject> before = List.of(ipa("backend"), ipa("frontend"));

    Ran ran = platform.release(Wish.of("ipa", "v1.4.0"));

    Proofs.of(platform, "ipa", ran).released("backend", "frontend");
    for (KubeObject was : before) {
      KubeObject is = ipa(was.name());
      assertThat(withoutImages(is)).isEqualTo(withoutImages(was));
      assertThat(is.at("metadata", "generation").asInt())
          .isEqualTo(was.at("metadata", "generation").asInt() + 1);
    }
  }

  private static KubeObject ipa(String name) {
    return platform.site("ipa").object(Kinds.DEPLOYMENT, "ipa-platform", name).orElseThrow();
  }

  private static JsonNode withoutImages(KubeObject deployment) {
    JsonNode spec = deployment.at("spec").deepCopy();
    for (String list : List.of("initContainers", "containers")) {
      spec.at("/template/spec/" + list).forEach(one -> ((ObjectNode) one).remove("image"));
    }
    return spec;
  }

  @Test
  @ResourceLock("aiw")
  @Covers({
    "AIW-45", "AIW-105", "AIW-106", "AIW-107", "AIW-136", "AIW-137", "AIW-138", "AIW-141",
    "AIW-143", "AIW-145", "AIW-146"
  })
  void releasesAiWorkflow() {
    Ran ran = platform.release(Wish.of("aiw", "v1.2.0").where(text -> text + MONITORING));

    Proofs proofs = Proofs.of(platform, "aiw", ran);
    String[] order = {
      "auth-service",
      "agent-service",
      "persona-service",
      "code-execution-service",
      "text-to-sql-service",
      "knowledge-base-service",
      "workflow-service"
    };
    proofs.released(order);
    for (int i = 1; i < order.length; i++) {
      proofs.before("ai-workflow-prod", order[i - 1], order[i]);
    }
    for (String service : order) {
      proofs.verified(service, "pods of " + service, "did not restart");
      proofs.verified(service, "health", "version 1.2.0");
    }
    proofs.warned(Check.PodsRunning.class, "app=prometheus", "app=grafana");
    proofs.recorded("ai-workflow-practice", "1.2.0");
    proofs.asked(Check.ClusterReachable.class, 1);
    proofs.asked(Check.NamespaceExists.class, 1);
    proofs.asked(Check.ImagePullable.class, 14); // the new ones, and those of the way back
    assertThat(rolling(ran).rolloutTimeout()).isEqualTo(Duration.ofMinutes(5));
  }

  @Test
  @ResourceLock("aiw")
  @Covers({"AIW-141"})
  void takesAiWorkflowBackAndNeverTouchesWhatWouldComeLater() {
    Wish wish = Wish.of("aiw", "v1.3.0").but("persona-service", "v1.3.0-crash");
    Ran ran = platform.release(wish);
    Proofs.of(platform, "aiw", ran)
        .wentBack("persona-service", "persona-service", "agent-service", "auth-service");
    assertThat(
            ran.facts(Fact.ChangeIntended.class).stream().map(c -> c.service().value()).distinct())
        .containsExactlyInAnyOrder("auth-service", "agent-service", "persona-service");
    Proofs.refused(platform.release(wish));
  }

  @Test
  @ResourceLock("xiongichat")
  @Covers("XIO-24")
  void releasesXiongichat() {
    Ran ran = platform.release(Wish.of("xiongichat", "v1.2.0"));

    Proofs proofs = Proofs.of(platform, "xiongichat", ran);
    proofs.released("xiongichat-api");
    proofs.verified("xiongichat-api", "health", "version 1.2.0");
    proofs.verified("xiongichat-api", "ready");
    proofs.asked(Check.SecretKeys.class, 1);
    proofs.asked(Check.WorkloadPolicy.class, 1);
  }

  @Test
  @ResourceLock("xiongichat")
  void takesXiongichatBack() {
    Wish wish = Wish.of("xiongichat", "v1.3.0-crash");
    Proofs.of(platform, "xiongichat", platform.release(wish))
        .wentBack("xiongichat-api", "xiongichat-api");
    Proofs.refused(platform.release(wish));
  }

  @Test
  @ResourceLock("platform-enterprise")
  @Covers({"PLT-74", "PLT-75", "PLT-76", "PLT-82"})
  void releasesPlatformEnterprise() {
    Ran ran = platform.release(Wish.of("platform-enterprise", "v1.2.0"));

    Proofs proofs = Proofs.of(platform, "platform-enterprise", ran);
    proofs.released("platform-auth", "platform-user", "platform-api", "platform-worker");
    for (String service :
        List.of("platform-auth", "platform-user", "platform-api", "platform-worker")) {
      proofs.verified(service, "pods of " + service, "did not restart");
      proofs.verified(service, "health");
    }
    proofs.recorded("platform-practice", "1.2.0");
    proofs.before("platform", "platform-auth", "platform-api");
    proofs.before("platform", "platform-user", "platform-api");
    proofs.before("platform", "platform-api", "platform-worker");
  }

  @Test
  @ResourceLock("platform-enterprise")
  @Covers({"PLT-84", "PLT-85", "PLT-86"})
  void takesPlatformEnterpriseBack() {
    Wish wish = Wish.of("platform-enterprise", "v1.3.0").but("platform-worker", "v1.3.0-crash");
    Ran ran = platform.release(wish);
    assertThat(rolling(ran).rollbackTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(ran.undone()).hasSize(4);
    Proofs.of(platform, "platform-enterprise", ran)
        .wentBack(
            "platform-worker",
            "platform-worker",
            "platform-api",
            ran.undone().get(2).value(),
            ran.undone().get(3).value());
    Proofs.refused(platform.release(wish));
  }

  @Test
  @ResourceLock("edgelink")
  @Covers({"EDG-72", "EDG-73", "EDG-74", "EDG-75"})
  void releasesEdgelink() {
    Ran ran = platform.release(Wish.of("edgelink", "v0.2.0"));

    Proofs proofs = Proofs.of(platform, "edgelink", ran);
    proofs.released("api-gateway");
    proofs.verified("api-gateway", "health", "version 0.2.0");
    proofs.verified(
        "api-gateway", "a device registers, reads its configuration and reports", "3 of 3");
    proofs.everyPodAnswers(
        ran.wanted().getFirst().workload(), "/api/v1/device/device-1/config", 404);
  }

  @Test
  @ResourceLock("edgelink")
  @Covers({"EDG-03", "EDG-12", "EDG-16", "EDG-20", "EDG-63"})
  void takesEdgelinkBack() {
    Wish wish = Wish.of("edgelink", "v0.3.0-crash");
    Ran ran = platform.release(wish);
    assertThat(rolling(ran).rollbackTimeout()).isEqualTo(Duration.ofMinutes(5));
    Proofs proofs = Proofs.of(platform, "edgelink", ran);
    proofs.wentBack("api-gateway", "api-gateway");
    proofs.verified("api-gateway", "pods of edge-link-production-api-gateway", "are Ready");
    Proofs.refused(platform.release(wish));
  }

  private static Strategy.Rolling rolling(Ran ran) {
    return (Strategy.Rolling) ran.plan().services().getFirst().strategy();
  }
}
