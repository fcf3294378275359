package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cache that lags shows a workload as it was before our write. */
class OutdatedLookTest {
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
  private static final String OLD = "shop/api@sha256:" + "a".repeat(64);
  private static final String WANTED = "shop/api@sha256:" + "b".repeat(64);
  private static final long OURS = 7;

  /** Never asked: a workload of no replicas has no pods to explain. */
  private final KubernetesClient client = new KubernetesClientBuilder().build();

  private final RolloutJudge judge =
      new RolloutJudge(
          new AwaitRequest(
              new WorkloadChange(
                  API, List.of(new ContainerImage("api", false, ImageRef.of(WANTED))), List.of()),
              OURS,
              false,
              true),
          new TroubleSources(client));

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void isNeitherTheEndNorSomebodyElse() {
    assertThat(judge.judge(look(OLD, 6), NOW)).isEmpty();
    assertThat(judge.judge(look(OLD, 6), NOW.plusSeconds(14))).isEmpty();
    assertThat(judge.judge(look(WANTED, OURS), NOW.plusSeconds(16)))
        .containsInstanceOf(RolloutSighting.Complete.class);
  }

  @Test
  void whatStaysSoWasReplacedByAnotherHand() {
    assertThat(judge.judge(look(OLD, 0), NOW)).isEmpty();
    assertThat(judge.judge(look(OLD, 0), NOW.plusSeconds(16)))
        .containsInstanceOf(RolloutSighting.Superseded.class);
  }

  @Test
  void anotherHandOnOurOwnWriteIsToldAtOnce() {
    assertThat(judge.judge(look(OLD, OURS), NOW))
        .containsInstanceOf(RolloutSighting.Superseded.class);
    assertThat(judge.judge(look(OLD, OURS + 1), NOW))
        .containsInstanceOf(RolloutSighting.Superseded.class);
  }

  private static RolloutView look(String image, long token) {
    var found =
        new DeploymentBuilder()
            .withNewMetadata()
            .withGeneration(2L)
            .withAnnotations(Map.of(Marks.TOKEN, Long.toString(token)))
            .endMetadata()
            .withNewSpec()
            .withReplicas(0)
            .withNewTemplate()
            .withNewSpec()
            .addNewContainer()
            .withName("api")
            .withImage(image)
            .endContainer()
            .endSpec()
            .endTemplate()
            .endSpec()
            .withNewStatus()
            .withObservedGeneration(2L)
            .endStatus()
            .build();
    return new RolloutView(LiveWorkload.of(API, found), List.of(), List.of());
  }
}
