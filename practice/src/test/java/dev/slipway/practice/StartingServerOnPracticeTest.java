package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.practice.api.Access;
import dev.slipway.practice.face.Fault;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Deed;
import dev.slipway.preflight.Finding;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server refuses everybody until it has read its roles: that is no word about a right. */
class StartingServerOnPracticeTest {
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");
  private static final Check RIGHTS =
      new Check.Rights("shop", List.of(new Deed.Change(WorkloadKind.DEPLOYMENT, "api")));

  @TempDir Path folder;

  private PracticeSite site;
  private KubernetesSite adapter;
  private KubernetesWorkloads workloads;

  @BeforeEach
  void open() throws IOException {
    site = PracticeSite.virtual();
    site.deployment("shop", "api", 1, site.pinned(site.push("shop/api", "v1.0.0")));
    Path token = Files.writeString(folder.resolve("token"), Cluster.ADMIN);
    adapter = KubernetesSite.open(SiteSettings.api(site.kubernetesAddress(), token, null));
    workloads = new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system());
  }

  @AfterEach
  void close() {
    adapter.close();
    site.close();
  }

  @Test
  void itsRefusalsAreTriedAgain() {
    site.cluster().api().starting(true);

    assertIll(this::snapshot);
    assertIll(() -> workloads.check(RIGHTS));
    assertIll(() -> workloads.check(new Check.NamespaceExists("shop")));

    site.cluster().api().starting(false);
    snapshot();
    assertThat(workloads.check(RIGHTS)).isInstanceOf(Finding.Passed.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void whatItGrantsInTheNextMomentIsTaken(int status) {
    site.faults().next(1, "GET", "/shop/deployments/", Fault.Answer.of(status));

    snapshot();

    assertThat(site.faults().struck()).isEqualTo(1);
  }

  @Test
  void aRightThatItDeniesBeforeItIsReadyIsAskedForAgain() {
    site.cluster().tokens().withdraw(List.of(new Access.Rule(Set.of("patch"), Set.of("*"))));
    site.faults().next(1, "GET", "/readyz", Fault.Answer.of(500));

    assertIll(() -> workloads.check(RIGHTS));
    assertThat(workloads.check(RIGHTS)).isInstanceOf(Finding.Failed.class);
  }

  @Test
  void whoMayNotEvenAskWhetherItIsReadyIsRefusedAfterAWhile() {
    site.faults().next(1_000, "GET", "/readyz", Fault.Answer.of(403));
    site.faults().next(1_000, "*", "/shop/", Fault.Answer.of(403));

    assertThatThrownBy(this::snapshot)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> assertThat(failure.getType()).isEqualTo(FailureType.FORBIDDEN.name()));
    assertThat(site.faults().struck()).isEqualTo(6);
  }

  private void snapshot() {
    var api = new DeclaredContainer("api", false);
    var declared =
        new DeclaredWorkload(
            ServiceName.of("api"), SiteName.of("here"), API, List.of(api), List.of());
    assertThat(workloads.snapshot(new SnapshotRequest(declared)).workload()).isEqualTo(API);
  }

  private static void assertIll(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(FailureType.UNAVAILABLE.name());
              assertThat(failure.getOriginalMessage())
                  .contains("it refuses everybody while it is not ready (/readyz says HTTP 500)");
            });
  }
}
