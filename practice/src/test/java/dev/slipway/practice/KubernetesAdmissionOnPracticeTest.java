package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.kubernetes.KubernetesAutoscalers;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.OperationKey;
import dev.slipway.practice.face.Fault;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A policy of the cluster that refuses what a release writes: asking again would be refused again,
 * whichever of its statuses the API server passes on.
 */
class KubernetesAdmissionOnPracticeTest {
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
  private static final String NO =
      "admission webhook \"signed.example.com\" denied the request: the image has no signature";

  @TempDir private Path folder;
  private PracticeSite site;
  private KubernetesSite adapter;

  @BeforeEach
  void open() throws IOException {
    site = PracticeSite.virtual();
    Path token = Files.writeString(folder.resolve("token"), Cluster.ADMIN);
    adapter = KubernetesSite.open(SiteSettings.api(site.kubernetesAddress(), token, null));
    site.deployment("shop", "api", 1, image("v1.0.0"));
  }

  @AfterEach
  void close() {
    adapter.close();
    site.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409, 422})
  void refusesAChangeAtOnceInTheWordsOfThePolicy(int status) {
    site.faults().next(9, "PATCH", "/deployments/api", new Fault.Refusal(status, NO));
    var workloads =
        new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system());
    var request =
        new ChangeRequest(
            OperationKey.of("release/r1/change/api"),
            7,
            change(image("v1.1.0")),
            List.of(change(image("v1.0.0"))));

    assertFinal(() -> workloads.change(request), "change Deployment/api in shop");
  }

  @Test
  void refusesToPauseAnAutoscalerAtOnce() {
    site.cluster()
        .apply(
            """
            {apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition,
             metadata: {name: verticalpodautoscalers.autoscaling.k8s.io},
             spec: {group: autoscaling.k8s.io, scope: Namespaced,
              names: {kind: VerticalPodAutoscaler, plural: verticalpodautoscalers},
              versions: [{name: v1, served: true, storage: true}]}}
            ---
            {apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler,
             metadata: {name: evicting, namespace: shop},
             spec: {targetRef: {apiVersion: apps/v1, kind: Deployment, name: api},
              updatePolicy: {updateMode: Recreate}}}
            """);
    site.faults().next(9, "PATCH", "/verticalpodautoscalers/", new Fault.Refusal(422, NO));
    var autoscalers = new KubernetesAutoscalers(adapter.client());
    var request = new AutoscalerRequest(OperationKey.of("release/r1/pause-eviction/api"), API, 7);

    assertFinal(() -> autoscalers.pauseEviction(request), "change VerticalPodAutoscaler/evicting");
  }

  private void assertFinal(Runnable asked, String what) {
    assertThatThrownBy(asked::run)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            refusal -> {
              assertThat(refusal.isNonRetryable()).isTrue();
              assertThat(refusal.getOriginalMessage())
                  .contains(what, NO, "have the policy changed");
            });
    assertThat(site.faults().struck()).isEqualTo(1);
  }

  private String image(String tag) {
    return site.pinned(site.push("shop/api", tag));
  }

  private static WorkloadChange change(String image) {
    return new WorkloadChange(
        API, List.of(new ContainerImage("api", false, ImageRef.of(image))), List.of());
  }
}
