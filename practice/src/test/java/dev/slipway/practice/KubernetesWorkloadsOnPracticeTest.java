package dev.slipway.practice;

import dev.slipway.kubernetes.KubernetesAutoscalers;
import dev.slipway.kubernetes.KubernetesRecoveryNotes;
import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.kubernetes.KubernetesWorkloads;
import dev.slipway.kubernetes.SiteSettings;
import dev.slipway.testkit.ClusterByHand;
import dev.slipway.testkit.JobContract;
import dev.slipway.testkit.WorkloadContract;
import dev.slipway.testkit.WorkloadContractCare;
import dev.slipway.testkit.WorkloadContractChecks;
import dev.slipway.testkit.WorkloadContractInspection;
import dev.slipway.testkit.WorkloadContractRollout;
import dev.slipway.testkit.WorkloadGround;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The practice site keeps what the real API server keeps, seen through the real adapter. Each test
 * has a namespace of its own and mostly waits, so they run side by side.
 */
@Execution(ExecutionMode.CONCURRENT)
class KubernetesWorkloadsOnPracticeTest {
  @TempDir static Path folder;

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static PracticeSite site;
  private static KubernetesSite adapter;

  @BeforeAll
  static void open() throws IOException {
    site = PracticeSite.realTime();
    Path token = Files.writeString(folder.resolve("token"), Cluster.ADMIN);
    adapter = KubernetesSite.open(SiteSettings.api(site.kubernetesAddress(), token, null));
  }

  @AfterAll
  static void close() {
    adapter.close();
    site.close();
    HTTP.close();
  }

  private static WorkloadGround sharedGround() {
    return new WorkloadGround(
        new ClusterByHand(HTTP, site.kubernetesAddress(), Cluster.ADMIN),
        KubernetesWorkloadsOnPracticeTest::push,
        new KubernetesWorkloads(adapter.client(), progress -> {}, InstantSource.system()),
        new KubernetesAutoscalers(adapter.client()),
        new KubernetesRecoveryNotes(adapter.client()));
  }

  private static String push(String name) {
    int colon = name.lastIndexOf(':');
    return site.pinned(site.push(name.substring(0, colon), name.substring(colon + 1)));
  }

  @Nested
  class Changes extends WorkloadContract {
    @Override
    protected WorkloadGround ground() {
      return sharedGround();
    }
  }

  @Nested
  class Rollouts extends WorkloadContractRollout {
    @Override
    protected WorkloadGround ground() {
      return sharedGround();
    }
  }

  @Nested
  class Inspections extends WorkloadContractInspection {
    @Override
    protected WorkloadGround ground() {
      return sharedGround();
    }
  }

  @Nested
  class Preflight extends WorkloadContractChecks {
    @Override
    protected WorkloadGround ground() {
      return sharedGround();
    }
  }

  @Nested
  class Care extends WorkloadContractCare {
    @Override
    protected WorkloadGround ground() {
      return sharedGround();
    }
  }

  @Nested
  class Jobs extends JobContract {
    @Override
    protected WorkloadGround ground() {
      return sharedGround();
    }
  }
}
