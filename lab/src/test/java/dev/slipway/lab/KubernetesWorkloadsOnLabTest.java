package dev.slipway.lab;

import dev.slipway.kubernetes.KubernetesSite;
import dev.slipway.testkit.JobContract;
import dev.slipway.testkit.WorkloadContract;
import dev.slipway.testkit.WorkloadContractCare;
import dev.slipway.testkit.WorkloadContractChecks;
import dev.slipway.testkit.WorkloadContractInspection;
import dev.slipway.testkit.WorkloadContractRollout;
import dev.slipway.testkit.WorkloadGround;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The adapter on a real API server, with the rights of Slipway's own account and no others. */
@Tag("lab")
class KubernetesWorkloadsOnLabTest {
  private static KubernetesSite site;

  @BeforeAll
  static void open() {
    site = LabCluster.site();
  }

  @AfterAll
  static void close() {
    site.close();
  }

  @Nested
  class Changes extends WorkloadContract {
    @Override
    protected WorkloadGround ground() {
      return LabCluster.ground(site);
    }
  }

  @Nested
  class Rollouts extends WorkloadContractRollout {
    @Override
    protected WorkloadGround ground() {
      return LabCluster.ground(site);
    }
  }

  @Nested
  class Inspections extends WorkloadContractInspection {
    @Override
    protected WorkloadGround ground() {
      return LabCluster.ground(site);
    }
  }

  @Nested
  class Preflight extends WorkloadContractChecks {
    @Override
    protected WorkloadGround ground() {
      return LabCluster.ground(site);
    }
  }

  @Nested
  class Care extends WorkloadContractCare {
    @Override
    protected WorkloadGround ground() {
      return LabCluster.ground(site);
    }
  }

  @Nested
  class Jobs extends JobContract {
    @Override
    protected WorkloadGround ground() {
      return LabCluster.ground(site);
    }
  }
}
