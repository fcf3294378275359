package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.analysis.Verdict;
import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.FailureType;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.InspectRequest;
import dev.slipway.contract.rollout.LogScanRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.contract.rollout.SnapshotRequest;
import dev.slipway.kubernetes.KubernetesAutoscalers;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.OperationKey;
import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.practice.face.Fault;
import dev.slipway.release.DeclaredContainer;
import dev.slipway.release.DeclaredWorkload;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.ContainerImage;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.rollout.WorkloadRef;
import dev.slipway.verify.VerifyStep;
import io.temporal.failure.ApplicationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An API server refuses a good login while its authenticator is ill or its roles are not read yet.
 */
class RefusedLoginOnPracticeTest {
  private static final WorkloadRef API = new WorkloadRef("shop", WorkloadKind.DEPLOYMENT, "api");

  @TempDir Path folder;

  private PracticeSite site;
  private KubernetesSite adapter;
  private KubernetesWorkloads workloads;
  private WorkloadChange old;
  private WorkloadChange wanted;

  @BeforeEach
  void open() throws IOException {
    site = PracticeSite.realTime();
    adapter = as(Cluster.ADMIN);
    workloads = workloads(adapter);
    String first = site.pinned(site.push("shop/api", "v1.0.0"));
    site.deployment("shop", "api", 1, first);
    old = change(first);
    wanted = change(site.pinned(site.push("shop/api", "v1.1.0")));
  }

  @AfterEach
  void close() {
    adapter.close();
    site.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void isFinalBeforeTheFirstChange(int status) {
    refuse(1_000, status);
    var api = new DeclaredContainer("api", false);
    var declared =
        new DeclaredWorkload(
            ServiceName.of("api"), SiteName.of("here"), API, List.of(api), List.of());

    assertType(FailureType.FORBIDDEN, () -> workloads.snapshot(new SnapshotRequest(declared)));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void isTriedAgainByWhatChangesAndWatches(int status) {
    refuse(1_000, status);
    var pause = new PauseRequest(OperationKey.of("release/r1/pause/api"), 7, API, true);
    var eviction = new AutoscalerRequest(OperationKey.of("release/r1/vpa/api"), API, 7);
    var autoscalers = new KubernetesAutoscalers(adapter.client());

    assertType(FailureType.UNAVAILABLE, () -> workloads.change(request()));
    assertType(FailureType.UNAVAILABLE, () -> workloads.pause(pause));
    assertType(FailureType.UNAVAILABLE, () -> workloads.look(watch()));
    assertType(FailureType.UNAVAILABLE, () -> autoscalers.pauseEviction(eviction));
    assertType(FailureType.UNAVAILABLE, () -> autoscalers.resumeEviction(eviction));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void makesTheVerificationBlindAndNotBad(int status) {
    refuse(1_000, status);
    var inspection = new InspectRequest("pods", false, wanted, Instant.EPOCH);
    var errors = new VerifyStep.LogScan("errors", false, API, List.of("ERROR"), 0);

    assertThat(workloads.inspect(inspection).verdict()).isInstanceOf(Verdict.ProviderDown.class);
    assertThat(workloads.scanLogs(new LogScanRequest(errors, Instant.EPOCH)).verdict())
        .isInstanceOf(Verdict.ProviderDown.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void isOutlivedByAWatch(int status) {
    assertThat(workloads.change(request())).isInstanceOf(ChangeResult.Applied.class);
    refuse(3, status);

    assertThat(workloads.await(watch())).isEqualTo(new RolloutSighting.Complete(1));
    assertThat(site.faults().struck()).isEqualTo(3);
  }

  @Test
  void aRightThatIsReallyMissingIsToldWithTheWayOut() throws IOException {
    try (KubernetesSite viewer = as(Cluster.VIEWER)) {
      assertType(FailureType.UNAVAILABLE, () -> workloads(viewer).change(request()));
    }
  }

  private void refuse(int times, int status) {
    site.faults().next(times, "*", "/shop/", Fault.Answer.of(status));
  }

  private static void assertType(FailureType type, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ApplicationFailure.class,
            failure -> {
              assertThat(failure.getType()).isEqualTo(type.name());
              assertThat(failure.isNonRetryable()).isEqualTo(!type.retryable());
              assertThat(failure.getOriginalMessage())
                  .contains("not allowed to")
                  .containsAnyOf("deploy/rbac/site-worker.yaml", "Renew these credentials");
            });
  }

  private KubernetesSite as(String token) throws IOException {
    Path file = Files.writeString(folder.resolve("token-" + token), token);
    return KubernetesSite.open(SiteSettings.api(site.kubernetesAddress(), file, null));
  }

  private static KubernetesWorkloads workloads(KubernetesSite adapter) {
    return new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system());
  }

  private ChangeRequest request() {
    return new ChangeRequest(OperationKey.of("release/r1/change/api"), 7, wanted, List.of(old));
  }

  private AwaitRequest watch() {
    return new AwaitRequest(wanted, 7, false, true);
  }

  private static WorkloadChange change(String image) {
    return new WorkloadChange(
        API, List.of(new ContainerImage("api", false, ImageRef.of(image))), List.of());
  }
}
