package dev.slipway.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.lab.image.ImagePusher;
import dev.slipway.lab.image.ImageReference;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The cluster of the lab behaves as a cluster: real scheduling, honest failures, an honest witness.
 */
@Tag("lab")
class ClusterTest {
  private static final String SLIPWAY = "system:serviceaccount:slipway-system:slipway";

  private final Lab lab = Lab.running();
  private final KubernetesClient admin = lab.kubernetes(Lab.Identity.ADMIN);
  private final KubernetesClient slipway = lab.kubernetes(Lab.Identity.SLIPWAY);
  private LabNamespace namespace;
  private ShopFixture shop;

  @BeforeEach
  void makeNamespace() {
    namespace = LabNamespace.create(admin, "cluster");
    shop = new ShopFixture(admin, namespace.name());
  }

  @AfterEach
  void close() {
    namespace.close();
    slipway.close();
    admin.close();
  }

  @Test
  void bringsPodsOfADeploymentToReadyOnItsNodes() throws IOException, InterruptedException {
    ImageReference image = lab.push("shop/api:v1.2.0");
    shop.deploy(image.toString(), 3);

    shop.awaitReady(3);

    List<Pod> pods = admin.pods().inNamespace(namespace.name()).list().getItems();
    assertThat(pods)
        .hasSize(3)
        .allSatisfy(
            pod -> {
              assertThat(pod.getSpec().getNodeName()).startsWith("node-");
              assertThat(pod.getStatus().getPodIP()).startsWith("10.244.");
              assertThat(pod.getStatus().getContainerStatuses().getFirst().getImageID())
                  .isEqualTo(image.toString());
            });
    assertThat(pods).extracting(pod -> pod.getStatus().getPodIP()).doesNotHaveDuplicates();
  }

  @Test
  void saysAgainThatAPodIsReadyWhenTheNodeControllerCalledItOtherwise()
      throws IOException, InterruptedException {
    shop.deploy(lab.push("shop/api:v1.2.0").toString(), 1);
    shop.awaitReady(1);
    var pods = admin.pods().inNamespace(namespace.name());
    var pod = pods.withName(pods.list().getItems().getFirst().getMetadata().getName());

    Pod overwritten =
        pod.subresource("status")
            .patch(
                PatchContext.of(PatchType.STRATEGIC_MERGE),
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}}");

    assertThat(Readiness.isPodReady(overwritten)).isFalse();
    pod.waitUntilCondition(Readiness::isPodReady, 30, TimeUnit.SECONDS);
  }

  @Test
  void showsACrashLoopWithExitCodeAndLogOfTheLastRun() throws IOException, InterruptedException {
    shop.deploy(lab.push("shop/api:v1.3.0-crash").toString(), 1);

    ContainerStatus status =
        shop.awaitContainer(
            found ->
                found.getRestartCount() > 0 && ShopFixture.waitsFor(found, "CrashLoopBackOff"));

    assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(1);
    assertThat(status.getState().getWaiting().getMessage())
        .startsWith("back-off ")
        .contains("container=api");
    Pod pod = admin.pods().inNamespace(namespace.name()).list().getItems().getFirst();
    String log =
        admin
            .pods()
            .inNamespace(namespace.name())
            .withName(pod.getMetadata().getName())
            .terminated()
            .getLog();
    assertThat(log).contains("cannot start");
  }

  @Test
  void tellsAnImageThatIsGoneFromARegistryThatDoesNotAnswer()
      throws IOException, InterruptedException {
    ImageReference gone = lab.push("shop/api:v1.4.0-gone");
    shop.deploy(gone.toString(), 1);
    ContainerStatus missing =
        shop.awaitContainer(found -> ShopFixture.waitsFor(found, "ImagePullBackOff"));
    assertThat(missing.getState().getWaiting().getMessage())
        .contains(gone.version())
        .contains("not found");

    setImage("10.244.254.254:5000/shop/api:v1");
    ContainerStatus silent =
        shop.awaitContainer(
            found ->
                ShopFixture.waitsFor(found, "ImagePullBackOff")
                    && found.getImage().startsWith("10.244.254"));
    assertThat(silent.getState().getWaiting().getMessage())
        .contains("connection refused")
        .doesNotContain("not found");
  }

  @Test
  void answersRequestsThroughTheApiServersProxy() throws IOException, InterruptedException {
    shop.deploy(lab.push("shop/api:v1.2.0").toString(), 1);
    shop.expose();
    shop.awaitReady(1);
    admin
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace.name())
        .withLabel("kubernetes.io/service-name", "api")
        .waitUntilCondition(
            slice -> slice != null && !slice.getEndpoints().isEmpty(), 10, TimeUnit.SECONDS);

    String health =
        slipway.raw(
            "/api/v1/namespaces/"
                + namespace.name()
                + "/services/http:api:80/proxy/api/v1/healthz");

    assertThat(health).contains("\"status\":\"healthy\"").contains("\"version\":\"1.2.0\"");
  }

  @Test
  void witnessesEveryWriteWithItsAuthorAndBody() throws IOException, InterruptedException {
    shop.deploy(lab.push("shop/api:v1.2.0").toString(), 1);
    ImageReference next = lab.push("shop/api:v1.2.1");

    slipway
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .withName("api")
        .patch(
            PatchContext.of(PatchType.JSON),
            "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\""
                + next
                + "\"}]");

    List<AuditLog.Write> writes = lab.audit().writesIn(namespace.name(), SLIPWAY);
    assertThat(writes).hasSize(1);
    assertThat(writes.getFirst().verb()).isEqualTo("patch");
    assertThat(writes.getFirst().object()).isEqualTo("deployments/api");
    assertThat(writes.getFirst().request().toString()).contains(next.version());
  }

  @Test
  void refusesSlipwayWhatItNeedsNot() throws IOException, InterruptedException {
    shop.deploy(lab.push("shop/api:v1.2.0").toString(), 1);

    assertThatThrownBy(
            () ->
                slipway.apps().deployments().inNamespace(namespace.name()).withName("api").delete())
        .isInstanceOf(KubernetesClientException.class)
        .hasMessageContaining("forbidden");
  }

  @Test
  void pullsFromAPrivateRegistryWithThePodsPullSecretOnly()
      throws IOException, InterruptedException {
    ImageReference image =
        new ImagePusher(lab.privateRegistry(), lab.privateLogin()).push("shop/secret:v3.0.0");
    shop.deploy(image.toString(), 1);
    ContainerStatus refused =
        shop.awaitContainer(found -> ShopFixture.waitsFor(found, "ImagePullBackOff"));
    assertThat(refused.getState().getWaiting().getMessage()).contains("authorization failed");

    shop.createPullSecret("lab-login", lab.privateRegistry(), lab.privateLogin());
    patch(
        "[{\"op\":\"add\",\"path\":\"/spec/template/spec/imagePullSecrets\",\"value\":[{\"name\":\"lab-login\"}]}]");

    shop.awaitReady(1);
  }

  @Test
  void updatesAStatefulSetFromItsLastPodToItsFirst() throws IOException, InterruptedException {
    ImageReference next = lab.push("shop/db:v2.0.0");
    shop.deployStateful(lab.push("shop/db:v1.0.0").toString(), 2);
    shop.awaitPod("db-1", ShopFixture::isReady);

    admin
        .apps()
        .statefulSets()
        .inNamespace(namespace.name())
        .withName("db")
        .patch(PatchContext.of(PatchType.JSON), imagePatch(next.toString()));

    Pod first =
        shop.awaitPod(
            "db-0", pod -> ShopFixture.isReady(pod) && ShopFixture.runs(pod, next.version()));
    Pod last =
        shop.awaitPod(
            "db-1", pod -> ShopFixture.isReady(pod) && ShopFixture.runs(pod, next.version()));
    assertThat(last.getMetadata().getCreationTimestamp())
        .isLessThanOrEqualTo(first.getMetadata().getCreationTimestamp());
  }

  @Test
  void measuresPodsWithinSeconds() throws IOException, InterruptedException {
    shop.deploy(lab.push("shop/api:v1.2.0").toString(), 2);
    shop.awaitReady(2);
    shop.expose();

    String query = "count(up{job=\"pods\",namespace=\"" + namespace.name() + "\",app=\"api\"}==1)";

    assertThat(new MeasuredValue(lab.prometheusUrl()).awaitValue(query, "2")).isEqualTo("2");
  }

  @Test
  void keepsExitCodeAndOutputOfAJob() throws IOException, InterruptedException {
    lab.push("shop/api:v1.2.0");
    shop.create(
        """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: migrate}
        spec:
          backoffLimit: 0
          template:
            spec:
              restartPolicy: Never
              containers:
                - name: migrate
                  image: "%s/shop/api:v1.2.0"
                  command: [sh, -c, "echo moved 3 rows; exit 3"]
        """
            .formatted(lab.registry()));
    admin
        .batch()
        .v1()
        .jobs()
        .inNamespace(namespace.name())
        .withName("migrate")
        .waitUntilCondition(
            job ->
                job.getStatus().getConditions().stream()
                    .anyMatch(found -> found.getType().equals("Failed")),
            30,
            TimeUnit.SECONDS);

    Pod pod = admin.pods().inNamespace(namespace.name()).list().getItems().getFirst();
    assertThat(
            pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .getState()
                .getTerminated()
                .getExitCode())
        .isEqualTo(3);
    assertThat(admin.pods().resource(pod).getLog()).contains("moved 3 rows");
  }

  private void setImage(String image) {
    patch(imagePatch(image));
  }

  private static String imagePatch(String image) {
    return "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\""
        + image
        + "\"}]";
  }

  private void patch(String operations) {
    admin
        .apps()
        .deployments()
        .inNamespace(namespace.name())
        .withName("api")
        .patch(PatchContext.of(PatchType.JSON), operations);
  }
}
