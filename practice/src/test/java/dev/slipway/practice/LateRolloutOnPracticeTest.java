package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.RolloutLook;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.OperationKey;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real adapter says of a rollout whose time is over: whom to look at, and why. */
class LateRolloutOnPracticeTest {
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");

  @TempDir private Path folder;
  private PracticeSite site;
  private KubernetesSite adapter;
  private KubernetesWorkloads workloads;

  @BeforeEach
  void open() throws IOException {
    site = PracticeSite.virtual();
    Path token = Files.writeString(folder.resolve("token"), Cluster.ADMIN);
    adapter = KubernetesSite.open(SiteSettings.api(site.kubernetesAddress(), token, null));
    workloads = new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system());
    site.deployment("shop", "api", 4, image("v1.0.0"));
    assertThat(site.awaitQuiet(Duration.ofMinutes(2))).isPresent();
  }

  @AfterEach
  void close() {
    adapter.close();
    site.close();
  }

  @Test
  void namesThePodThatIsNotReadyAndTheProbeThatFailed() {
    WorkloadChange unready = change(image("v1.1.0-unready"));
    workloads.change(
        new ChangeRequest(
            OperationKey.of("release/r1/change/api"),
            7,
            unready,
            List.of(change(image("v1.0.0")))));
    site.advance(Duration.ofMinutes(1));

    RolloutLook look = workloads.look(new AwaitRequest(unready, 7, false, true));

    assertThat(look.sighting()).isNull();
    assertThat(look.progress())
        .matches(
            "2 of 4 pods updated, \\d available; api-\\S+ is Running and not Ready: Readiness probe"
                + " failed: HTTP probe failed with statuscode: 503 \\(and 1 more\\)");
  }

  @Test
  void namesNobodyWhereEveryNewPodIsReady() {
    RolloutLook look = workloads.look(new AwaitRequest(change(image("v1.0.0")), 7, false, true));

    assertThat(look.progress()).doesNotContain("not Ready");
  }

  private String image(String tag) {
    return site.pinned(site.push("shop/api", tag));
  }

  private static WorkloadChange change(String image) {
    return new WorkloadChange(
        API, List.of(new ContainerImage("api", false, ImageRef.of(image))), List.of());
  }
}
