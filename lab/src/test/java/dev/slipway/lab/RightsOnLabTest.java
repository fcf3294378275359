package dev.slipway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Deed;
import dev.slipway.preflight.Finding;
import dev.slipway.rollout.WorkloadKind;
import dev.slipway.testkit.ClusterByHand;
import dev.slipway.testkit.RightsContract;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real API server with RBAC, asked by accounts that may do more and less. */
@Tag("lab")
class RightsOnLabTest {
  private static final Path ROLES = Path.of("../deploy/rbac/site-worker.yaml");
  private static final Path OPENED = Path.of("../deploy/rbac/released-namespace.yaml");

  private static KubernetesSite slipway;
  private static KubernetesSite viewer;

  @TempDir Path folder;

  @BeforeAll
  static void open() {
    slipway = LabCluster.site();
    viewer = LabCluster.viewer();
  }

  @AfterAll
  static void close() {
    slipway.close();
    viewer.close();
  }

  @Nested
  class Contract extends RightsContract {
    @Override
    protected WorkloadActivities able() {
      return workloads(slipway);
    }

    @Override
    protected WorkloadActivities reader() {
      return workloads(viewer);
    }
  }

  @Test
  void theRolesThatAreDeliveredGrantAllThatIsAskedForWhereTheyAreBound() throws IOException {
    String namespace = "rights-" + UUID.randomUUID().toString().substring(0, 8);
    ClusterByHand byHand = LabCluster.byHand();
    try (KubernetesSite admin = LabCluster.administrator()) {
      KubernetesClient client = admin.client();
      apply(client, ROLES, "slipway");
      byHand.create(
          "/api/v1/namespaces",
          "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"%s\"}}"
              .formatted(namespace));
      try (KubernetesSite worker = worker(byHand, client.getConfiguration())) {
        Finding.Failed failed = (Finding.Failed) workloads(worker).check(everything(namespace));
        assertThat(failed.detail())
            .contains("in namespace " + namespace, "patch deployments.apps", "create configmaps")
            .doesNotContain("list pods");
        assertThat(failed.wayOut()).contains("-n " + namespace);

        apply(client, OPENED, namespace);

        byHand.await(
            "/apis/rbac.authorization.k8s.io/v1/namespaces/%s/rolebindings/slipway-site-worker"
                .formatted(namespace),
            bound -> workloads(worker).check(everything(namespace)) instanceof Finding.Passed);
      } finally {
        byHand.remove("/api/v1/namespaces/" + namespace);
        byHand.remove("/api/v1/namespaces/slipway");
      }
    }
  }

  @Test
  void aTokenThatIsNotValidIsToldWithItsSite() throws IOException {
    Config known = slipway.client().getConfiguration();
    Path token = Files.writeString(folder.resolve("token"), "not-a-token");
    URI address = URI.create(known.getMasterUrl());
    try (KubernetesSite stranger =
        KubernetesSite.open(SiteSettings.api(address, token, Path.of(known.getCaCertFile())))) {
      Finding.Failed failed = (Finding.Failed) workloads(stranger).check(everything("default"));

      assertThat(failed.detail())
          .contains("does not accept the credentials (token-file " + token, "HTTP 401");
    }
  }

  private KubernetesSite worker(ClusterByHand byHand, Config known) throws IOException {
    String token =
        byHand
            .create(
                "/api/v1/namespaces/slipway/serviceaccounts/site-worker/token",
                """
                {"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest",
                 "spec":{"expirationSeconds":600}}\
                """)
            .at("/status/token")
            .asText();
    return KubernetesSite.open(
        SiteSettings.api(
            URI.create(known.getMasterUrl()),
            Files.writeString(folder.resolve("worker"), token),
            Path.of(known.getCaCertFile())));
  }

  private static void apply(KubernetesClient client, Path file, String namespace)
      throws IOException {
    try (InputStream manifests = new FileInputStream(file.toFile())) {
      client.load(manifests).inNamespace(namespace).serverSideApply();
    }
  }

  private static Check.Rights everything(String namespace) {
    return new Check.Rights(
        namespace,
        List.of(
            new Deed.Change(WorkloadKind.DEPLOYMENT, "api"),
            new Deed.Change(WorkloadKind.STATEFUL_SET, "store"),
            new Deed.LeaveNote(ServiceName.of("api")),
            new Deed.ReadLogs(),
            new Deed.PauseEviction("evicting"),
            new Deed.Call("api", 80, "GET"),
            new Deed.Call("api", 80, "POST"),
            new Deed.Call("api", 80, "PUT"),
            new Deed.Call("api", 80, "PATCH"),
            new Deed.Call("api", 80, "DELETE")));
  }

  private static WorkloadActivities workloads(KubernetesSite site) {
    return new KubernetesWorkloads(site.client(), progress -> {}, InstantSource.system());
  }
}
