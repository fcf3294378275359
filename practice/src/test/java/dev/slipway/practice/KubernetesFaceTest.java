package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.practice.face.Fault;
import dev.slipway.practice.world.Image;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KubernetesFaceTest {
  private static final Duration LIMIT = Duration.ofMinutes(20);

  private PracticeSite site;
  private KubernetesClient client;
  private String good;

  @BeforeEach
  void start() {
    site = PracticeSite.virtual();
    client = client(Cluster.ADMIN);
    good = site.pinned(site.push("ipa/backend", "v1.0.0"));
    site.deployment("ipa", "backend", 3, good);
    assertThat(site.awaitQuiet(LIMIT)).isPresent();
  }

  @AfterEach
  void stop() {
    client.close();
    site.close();
  }

  @Test
  void rollsADeploymentToAnotherDigest() {
    Image next = site.push("ipa/backend", "v1.1.0");
    setImage(site.pinned(next));
    assertThat(site.awaitQuiet(LIMIT)).isPresent();
    Deployment now = deployment();
    assertThat(now.getStatus().getUpdatedReplicas()).isEqualTo(3);
    assertThat(now.getStatus().getAvailableReplicas()).isEqualTo(3);
    assertThat(now.getStatus().getObservedGeneration())
        .isEqualTo(now.getMetadata().getGeneration());
    assertThat(now.getMetadata().getAnnotations())
        .containsEntry("deployment.kubernetes.io/revision", "2");
    assertThat(pods())
        .hasSize(3)
        .allSatisfy(pod -> assertThat(imageId(pod)).endsWith(next.digest()));
  }

  @Test
  void keepsTheMinimumAvailableWhileRolling() {
    setImage(site.pinned(site.push("ipa/backend", "v1.1.0-slow5")));
    for (int i = 0; i < 100; i++) {
      site.advance(Duration.ofMillis(200));
      assertThat(deployment().getStatus().getAvailableReplicas()).isGreaterThanOrEqualTo(3);
      assertThat(deployment().getStatus().getReplicas()).isLessThanOrEqualTo(4);
    }
    assertThat(deployment().getStatus().getUpdatedReplicas()).isEqualTo(3);
  }

  @Test
  void crashLoopsOnABadImageAndKeepsTheOldPods() {
    setImage(site.pinned(site.push("ipa/backend", "v1.1.0-crash")));
    site.advance(Duration.ofSeconds(40));
    ContainerStatus bad = statuses(site.push("ipa/backend", "v1.1.0-crash")).getFirst();
    assertThat(bad.getState().getWaiting().getReason()).isEqualTo("CrashLoopBackOff");
    assertThat(bad.getRestartCount()).isGreaterThanOrEqualTo(2);
    assertThat(bad.getLastState().getTerminated().getExitCode()).isEqualTo(1);
    assertThat(deployment().getStatus().getAvailableReplicas()).isEqualTo(3);
  }

  @Test
  void reportsMemoryPullAndConfigurationTroubleLikeAKubelet() {
    setImage(site.pinned(site.push("ipa/backend", "v1.1.0-oom")));
    site.advance(Duration.ofSeconds(10));
    assertThat(newPod().getLastState().getTerminated().getReason()).isEqualTo("OOMKilled");
    setImage(site.pinned(site.push("ipa/backend", "v1.1.0-gone")));
    site.advance(Duration.ofSeconds(2));
    assertThat(newPod().getState().getWaiting().getReason()).isEqualTo("ErrImagePull");
    site.advance(Duration.ofSeconds(3));
    assertThat(newPod().getState().getWaiting().getReason()).isEqualTo("ImagePullBackOff");
    assertThat(newPod().getState().getWaiting().getMessage()).contains("not found");
    patch(
        "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\""
            + good
            + "\"},{\"op\":\"add\",\"path\":\"/spec/template/spec/containers/0/envFrom\","
            + "\"value\":[{\"secretRef\":{\"name\":\"absent\"}}]}]");
    site.advance(Duration.ofSeconds(3));
    assertThat(newPod().getState().getWaiting().getReason())
        .isEqualTo("CreateContainerConfigError");
    assertThat(newPod().getState().getWaiting().getMessage())
        .isEqualTo("secret \"absent\" not found");
  }

  @Test
  void saysThatTheProgressDeadlineIsExceeded() {
    setImage(site.pinned(site.push("ipa/backend", "v1.1.0-unready")));
    assertThat(site.awaitQuiet(LIMIT)).isPresent();
    assertThat(deployment().getStatus().getConditions())
        .anySatisfy(
            condition -> {
              assertThat(condition.getType()).isEqualTo("Progressing");
              assertThat(condition.getStatus()).isEqualTo("False");
              assertThat(condition.getReason()).isEqualTo("ProgressDeadlineExceeded");
            });
  }

  @Test
  void refusesAJsonPatchWhoseTestDoesNotHold() {
    assertThatThrownBy(
            () ->
                patch(
                    "[{\"op\":\"test\",\"path\":\"/spec/template/spec/containers/0/image\","
                        + "\"value\":\"other\"},{\"op\":\"replace\",\"path\":\"/spec/replicas\","
                        + "\"value\":1}]"))
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(422));
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(3);
  }

  @Test
  void refusesAWriteOnAnOldVersion() {
    Deployment old = deployment();
    setImage(site.pinned(site.push("ipa/backend", "v1.1.0")));
    old.getSpec().setReplicas(5);
    assertThatThrownBy(() -> client.resource(old).update())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
  }

  @Test
  void countsGenerationsForChangesOfTheSpecOnly() {
    long before = deployment().getMetadata().getGeneration();
    patch(
        "[{\"op\":\"add\",\"path\":\"/metadata/annotations/slipway.dev~1token\",\"value\":\"7\"}]");
    assertThat(deployment().getMetadata().getGeneration()).isEqualTo(before);
    client.apps().deployments().inNamespace("ipa").withName("backend").scale(2);
    assertThat(deployment().getMetadata().getGeneration()).isEqualTo(before + 1);
  }

  @Test
  void tellsWatchersWhatHappens() throws Exception {
    BlockingQueue<String> events = new LinkedBlockingQueue<>();
    Watcher<ConfigMap> watcher =
        new Watcher<>() {
          @Override
          public void eventReceived(Action action, ConfigMap map) {
            events.add(action + " " + map.getMetadata().getName());
          }

          @Override
          public void onClose(WatcherException cause) {
            events.add("CLOSED " + cause.getMessage());
          }
        };
    try (Watch watch = client.configMaps().inNamespace("ipa").watch(watcher)) {
      assertThat(watch).isNotNull();
      client.resource(map("one", "1")).create();
      client.resource(map("one", "2")).update();
      client.resource(map("one", "2")).delete();
      assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("ADDED one");
      assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("MODIFIED one");
      assertThat(events.poll(10, TimeUnit.SECONDS)).isEqualTo("DELETED one");
    }
  }

  @Test
  void appliesConfigMapsOnTheServer() {
    client.resource(map("plan", "1")).fieldManager("slipway").serverSideApply();
    ConfigMap other = new ConfigMapBuilder(map("plan", "1")).addToData("b", "2").build();
    client.resource(other).fieldManager("slipway").serverSideApply();
    assertThat(data("plan")).isEqualTo(Map.of("a", "1", "b", "2"));
    client.resource(map("plan", "1")).fieldManager("slipway").serverSideApply();
    assertThat(data("plan")).isEqualTo(Map.of("a", "1"));
    assertThatThrownBy(
            () -> client.resource(map("plan", "9")).fieldManager("kubectl").serverSideApply())
        .isInstanceOfSatisfying(
            KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(409));
  }

  @Test
  void showsTheLogsOfNowAndBefore() {
    setImage(site.pinned(site.push("ipa/backend", "v1.1.0-crash")));
    site.advance(Duration.ofSeconds(40));
    String name = newPodName();
    String before = client.pods().inNamespace("ipa").withName(name).terminated().getLog();
    assertThat(before).contains("starting version 1.1.0").contains("FATAL");
    String healthy = oldPodName();
    assertThat(client.pods().inNamespace("ipa").withName(healthy).tailingLines(2).getLog())
        .hasLineCount(2);
  }

  @Test
  void reachesApplicationsThroughTheProxy() {
    String path = "/api/v1/namespaces/ipa/services/http:backend:80/proxy/health";
    assertThat(client.raw(path)).contains("\"version\":\"1.0.0\"");
    client.apps().deployments().inNamespace("ipa").withName("backend").scale(0);
    site.advance(Duration.ofSeconds(5));
    assertThatThrownBy(() -> client.raw(path))
        .isInstanceOfSatisfying(
            KubernetesClientException.class,
            e -> assertThat(e.getMessage()).contains("no endpoints available"));
  }

  @Test
  void asksForATokenAndForARole() {
    try (KubernetesClient stranger = client("wrong");
        KubernetesClient viewer = client(Cluster.VIEWER)) {
      assertThatThrownBy(() -> stranger.pods().inNamespace("ipa").list())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(401));
      assertThat(viewer.pods().inNamespace("ipa").list().getItems()).hasSize(3);
      assertThatThrownBy(() -> viewer.resource(map("x", "1")).create())
          .isInstanceOfSatisfying(
              KubernetesClientException.class, e -> assertThat(e.getCode()).isEqualTo(403));
    }
  }

  @Test
  void breaksTheConnectionAfterTheEffect() {
    site.faults().next(1, "PATCH", "deployments/backend", new Fault.DropAfter());
    assertThatThrownBy(
            () -> patch("[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":5}]"))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(5);
    site.faults().next(1, "PATCH", "deployments/backend", new Fault.DropBefore());
    assertThatThrownBy(
            () -> patch("[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":6}]"))
        .isInstanceOf(KubernetesClientException.class);
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(5);
    site.faults().next(1, "GET", "deployments/backend", Fault.Answer.of(503));
    assertThatThrownBy(this::deployment).hasMessageContaining("injected fault");
    assertThat(deployment().getSpec().getReplicas()).isEqualTo(5);
  }

  private KubernetesClient client(String token) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(site.kubernetesAddress().toString())
            .withOauthToken(token)
            .withNamespace("ipa")
            .withRequestRetryBackoffLimit(0)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private Deployment deployment() {
    return client.apps().deployments().inNamespace("ipa").withName("backend").get();
  }

  private void setImage(String image) {
    patch(
        "[{\"op\":\"replace\",\"path\":\"/spec/template/spec/containers/0/image\",\"value\":\""
            + image
            + "\"}]");
  }

  private void patch(String json) {
    client
        .apps()
        .deployments()
        .inNamespace("ipa")
        .withName("backend")
        .patch(PatchContext.of(PatchType.JSON), json);
  }

  private List<Pod> pods() {
    return client.pods().inNamespace("ipa").withLabel("app", "backend").list().getItems();
  }

  private List<ContainerStatus> statuses(Image image) {
    return pods().stream()
        .map(pod -> pod.getStatus().getContainerStatuses().getFirst())
        .filter(status -> status.getImageID().endsWith(image.digest()))
        .toList();
  }

  private ContainerStatus newPod() {
    return client
        .pods()
        .inNamespace("ipa")
        .withName(newPodName())
        .get()
        .getStatus()
        .getContainerStatuses()
        .getFirst();
  }

  private String newPodName() {
    return names(false).getLast();
  }

  private String oldPodName() {
    return names(true).getFirst();
  }

  private List<String> names(boolean ready) {
    return pods().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> pod.getStatus().getContainerStatuses().getFirst().getReady().equals(ready))
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  private static String imageId(Pod pod) {
    return pod.getStatus().getContainerStatuses().getFirst().getImageID();
  }

  private Map<String, String> data(String name) {
    return client.configMaps().inNamespace("ipa").withName(name).get().getData();
  }

  private static ConfigMap map(String name, String value) {
    return new ConfigMapBuilder()
        .withNewMetadata()
        .withName(name)
        .withNamespace("ipa")
        .endMetadata()
        .addToData("a", value)
        .build();
  }
}
