package dev.slipway.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.artifact.ImageRef;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkloadSnapshotTest {
  private static final String A = "shop/api@sha256:" + "a".repeat(64);
  private static final String B = "shop/api@sha256:" + "b".repeat(64);

  @Test
  void aTagThatNoPodExplainsAtOneLookIsNoChange() {
    WorkloadSnapshot explained = found(A, "shop/api:v1");
    WorkloadSnapshot bare = found("shop/api:v1", "shop/api:v1");

    assertThat(bare.differsFrom(explained)).isFalse();
    assertThat(explained.differsFrom(bare)).isFalse();
  }

  @Test
  void anotherTagIsAChangeWhetherPodsExplainItOrNot() {
    assertThat(found("shop/api:v2", "shop/api:v2").differsFrom(found(A, "shop/api:v1"))).isTrue();
    assertThat(found("shop/api:v2", "shop/api:v2").differsFrom(found("shop/api:v1", "shop/api:v1")))
        .isTrue();
    assertThat(found(A, A).differsFrom(found("shop/api:v1", "shop/api:v1"))).isTrue();
  }

  @Test
  void aTagThatMeansAnotherDigestByNowIsAChange() {
    assertThat(found(B, "shop/api:v1").differsFrom(found(A, "shop/api:v1"))).isTrue();
    assertThat(found(A, "shop/api:v1").differsFrom(found(A, "shop/api:v1"))).isFalse();
  }

  private static WorkloadSnapshot found(String image, String named) {
    var workload = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
    var present =
        new WorkloadChange(
            workload, List.of(new ContainerImage("api", false, ImageRef.of(image))), List.of());
    return new WorkloadSnapshot(
            ServiceName.of("api"),
            SiteName.of("east"),
            present,
            2,
            false,
            "uid",
            1,
            null,
            List.of(),
            Instant.EPOCH)
        .withNamed(List.of(ImageRef.of(named)));
  }
}
