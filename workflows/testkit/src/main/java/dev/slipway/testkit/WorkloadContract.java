package dev.slipway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.houserules.Covers;
import dev.slipway.name.OperationKey;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ConfigKind;
import dev.slipway.rollout.ConfigSetting;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking at a workload and changing its declared fields. */
public abstract class WorkloadContract {
  private Shop shop;
  private WorkloadActivities workloads;
  private ImageRef first;
  private ImageRef second;

  protected abstract WorkloadGround ground();

  @BeforeEach
  void openShop() {
    shop = new Shop(ground());
    workloads = ground().workloads();
    first = ground().image("v1.0.0");
    second = ground().image("v1.1.0");
  }

  @AfterEach
  void closeShop() {
    shop.close();
  }

  @Test
  @Covers({"AIW-105", "EDG-21"})
  void snapshotTellsTheDeclaredFieldsAsTheyAre() {
    shop.deployed(first.value(), 2);

    WorkloadSnapshot taken = snapshot();

    assertThat(taken.present()).isEqualTo(Shop.change(shop.api, first, "api-config-v1"));
    assertThat(taken.replicas()).isEqualTo(2);
    assertThat(taken.paused()).isFalse();
    assertThat(taken.uid()).isEqualTo(shop.found(shop.api).at("/metadata/uid").asText());
    assertThat(taken.owner()).isNull();
    assertThat(taken.autoscalers()).isEmpty();
  }

  @Test
  @Covers("XIO-09")
  void snapshotTakesTheDigestThatRunsForATag() {
    shop.running(first.repository() + ":v1.0.0");

    ImageRef image = snapshot().present().images().getFirst().image();

    assertThat(image).isEqualTo(first);
  }

  @Test
  void snapshotNamesTheAutoscalerAndTheOwner() {
    shop.deployed(first.value(), 2);
    shop.create(
        "/apis/autoscaling/v2/namespaces/%s/horizontalpodautoscalers".formatted(shop.namespace),
        """
        {"apiVersion":"autoscaling/v2","kind":"HorizontalPodAutoscaler","metadata":{"name":"api-load"},
         "spec":{"minReplicas":2,"maxReplicas":4,
          "scaleTargetRef":{"apiVersion":"apps/v1","kind":"Deployment","name":"api"}}}""");
    shop.ground
        .cluster()
        .merge(
            shop.path(shop.api),
            """
            {"metadata":{"labels":{"app.kubernetes.io/managed-by":"Helm"},
             "annotations":{"meta.helm.sh/release-name":"storefront"}}}""");

    WorkloadSnapshot taken = snapshot();

    assertThat(taken.owner()).isEqualTo("Helm release storefront");
    assertThat(taken.autoscalers()).containsExactly("HorizontalPodAutoscaler/api-load");
  }

  @Test
  void namesWhatExistsWhenAWorkloadOrContainerIsMissing() {
    assertThatThrownBy(this::snapshot)
        .hasMessageContaining("NOT_FOUND")
        .hasMessageContaining("Deployment/api in " + shop.namespace + " does not exist");
    shop.deployed(first.value(), 1);
    DeclaredWorkload whole = shop.declared(shop.api);
    var wrong =
        new DeclaredWorkload(
            whole.service(),
            whole.site(),
            shop.api,
            List.of(new DeclaredContainer("web", false)),
            List.of());

    assertThatThrownBy(() -> workloads.snapshot(new SnapshotRequest(wrong)))
        .hasMessageContaining("INVALID")
        .hasMessageContaining("no container 'web'; containers: api; init containers: prepare");
  }

  @Test
  @Covers({"IPA-30", "EDG-22", "EDG-77"})
  void changesOnlyTheDeclaredFields() {
    shop.deployed(first.value(), 2);
    String limitByHand =
        """
        [{"op":"replace","path":"/spec/template/spec/containers/0/resources/limits/memory","value":"96Mi"}]""";
    shop.ground.cluster().patch(shop.path(shop.api), limitByHand);

    ChangeResult result = workloads.change(forward(7));

    assertThat(result).isInstanceOf(ChangeResult.Applied.class);
    var found = shop.found(shop.api);
    assertThat(found.at("/spec/template/spec/containers/0/image").asText())
        .isEqualTo(second.value());
    assertThat(found.at("/spec/template/spec/initContainers/0/image").asText())
        .isEqualTo(second.value());
    assertThat(found.at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name").asText())
        .isEqualTo("api-config-v2");
    assertThat(found.at("/spec/template/spec/volumes/0/configMap/name").asText())
        .isEqualTo("api-config-v2");
    assertThat(found.at("/spec/template/spec/containers/0/resources/limits/memory").asText())
        .isEqualTo("96Mi");
    assertThat(found.at("/metadata/annotations/slipway.dev~1token").asText()).isEqualTo("7");
    assertThat(found.at("/spec/template/metadata/annotations").isMissingNode()).isTrue();
  }

  @Test
  void aSecondAttemptFindsTheEffectOfTheFirst() {
    shop.deployed(first.value(), 2);
    workloads.change(forward(7));
    long generation = shop.found(shop.api).at("/metadata/generation").asLong();

    ChangeResult again = workloads.change(forward(7));

    assertThat(again).isEqualTo(new ChangeResult.AlreadyThere(generation));
    assertThat(shop.found(shop.api).at("/metadata/generation").asLong()).isEqualTo(generation);
  }

  @Test
  void leavesAFieldAloneThatSomebodyElseChanged() {
    shop.deployed(ground().image("v9.9.9").value(), 2);

    ChangeResult result = workloads.change(forward(7));

    assertThat(result).isInstanceOf(ChangeResult.Conflict.class);
    assertThat(((ChangeResult.Conflict) result).found())
        .contains("image of api", ground().image("v9.9.9").value(), second.value());
    assertThat(shop.found(shop.api).at("/metadata/annotations/slipway.dev~1token").isMissingNode())
        .isTrue();
  }

  @Test
  void replacesATagWhosePodsRunTheRecordedDigest() {
    shop.running(first.repository() + ":v1.0.0");

    assertThat(workloads.change(forward(7))).isInstanceOf(ChangeResult.Applied.class);
  }

  @Test
  void aLateAttemptWithALowerTokenChangesNothing() {
    shop.deployed(first.value(), 2);
    WorkloadChange before = Shop.change(shop.api, first, "api-config-v1");
    // the undo finds nothing to do, and still shuts the door behind it
    assertThat(workloads.change(Shop.request(8, before, before)))
        .isInstanceOf(ChangeResult.AlreadyThere.class);

    ChangeResult late = workloads.change(forward(7));

    assertThat(late).isInstanceOf(ChangeResult.Conflict.class);
    assertThat(((ChangeResult.Conflict) late).found()).contains("newer", "token 8");
    assertThat(snapshot().present()).isEqualTo(before);
  }

  @Test
  @Covers({"EDG-18", "EDG-19"})
  void pausesAndResumesADeploymentOnce() {
    shop.deployed(first.value(), 2);

    assertThat(workloads.pause(pause(7, true))).isInstanceOf(ChangeResult.Applied.class);
    assertThat(shop.found(shop.api).at("/spec/paused").asBoolean()).isTrue();
    assertThat(workloads.pause(pause(7, true))).isInstanceOf(ChangeResult.AlreadyThere.class);
    assertThat(workloads.pause(pause(7, false))).isInstanceOf(ChangeResult.Applied.class);
    assertThat(shop.found(shop.api).at("/spec/paused").asBoolean()).isFalse();
    assertThat(workloads.pause(pause(6, true))).isInstanceOf(ChangeResult.Conflict.class);
  }

  @Test
  @Covers({"EDG-16", "PLT-84"})
  void theWayBackWakesAPausedDeployment() {
    shop.deployed(first.value(), 2);
    workloads.change(forward(7));
    workloads.pause(pause(7, true));
    WorkloadChange before = Shop.change(shop.api, first, "api-config-v1");

    ChangeResult back =
        workloads.change(Shop.request(8, before, Shop.change(shop.api, second, "api-config-v2")));

    assertThat(back).isInstanceOf(ChangeResult.Applied.class);
    assertThat(shop.found(shop.api).at("/spec/paused").asBoolean()).isFalse();
    assertThat(snapshot().present()).isEqualTo(before);
  }

  @Test
  void refusesASlotThatTheTemplateDoesNotName() {
    shop.deployed(first.value(), 1);
    var change =
        new WorkloadChange(
            shop.api,
            List.of(new ContainerImage("api", false, second)),
            List.of(new ConfigSetting(ConfigKind.SECRET, "tls", "tls-v2")));

    assertThatThrownBy(() -> workloads.change(Shop.request(7, change, change)))
        .hasMessageContaining("INVALID")
        .hasMessageContaining("names no Secret 'tls'")
        .hasMessageContaining("ConfigMap/api-config-v1, Secret/api-secrets");
  }

  private WorkloadSnapshot snapshot() {
    return workloads.snapshot(new SnapshotRequest(shop.declared(shop.api)));
  }

  private ChangeRequest forward(long token) {
    return Shop.request(
        token,
        Shop.change(shop.api, second, "api-config-v2"),
        Shop.change(shop.api, first, "api-config-v1"));
  }

  private PauseRequest pause(long token, boolean paused) {
    return new PauseRequest(OperationKey.of("release/r1/pause/" + token), token, shop.api, paused);
  }
}
