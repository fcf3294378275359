package dev.slipway.practice.port;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.artifact.ImageActivities;
import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.MetricActivities;
import dev.slipway.practice.Cluster;
import dev.slipway.practice.PracticeSite;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.testkit.ClusterByHand;
import dev.slipway.testkit.HttpContract;
import dev.slipway.testkit.MetricContract;
import dev.slipway.testkit.RegistryContract;
import dev.slipway.testkit.WorkloadContract;
import dev.slipway.testkit.WorkloadContractCare;
import dev.slipway.testkit.WorkloadContractInspection;
import dev.slipway.testkit.WorkloadContractRollout;
import dev.slipway.testkit.WorkloadGround;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/** The in-process ports keep what the real adapters keep. */
class SitePortsTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static PracticeSite site;
  private static SitePorts ports;
  private ScheduledExecutorService life;
  private Future<?> going;

  /** What a contract prepares by hand it also waits for; so time goes by, ten times as fast. */
  @BeforeEach
  void open() {
    site = PracticeSite.virtual();
    ports = new SitePorts(site.cluster(), SiteTime.alone(site.world()), progress -> {});
    life = Executors.newSingleThreadScheduledExecutor();
    going =
        life.scheduleWithFixedDelay(
            () -> site.advance(Duration.ofMillis(100)), 0, 10, TimeUnit.MILLISECONDS);
  }

  @AfterEach
  void close() {
    going.cancel(false);
    life.shutdownNow();
    site.close();
  }

  private static WorkloadGround sharedGround() {
    return new WorkloadGround(
        new ClusterByHand(HTTP, site.kubernetesAddress(), Cluster.ADMIN),
        name -> {
          int colon = name.lastIndexOf(':');
          return site.pinned(site.push(name.substring(0, colon), name.substring(colon + 1)));
        },
        ports.workloads(),
        ports.autoscalers(),
        ports.notes());
  }

  private static void shop() {
    site.push("shop/api", "v1.2.0");
    site.deployment("shop", "api", 1, site.image("shop/api", "v1.2.0"));
    site.ingress("shop", "api.example.com", "api");
    site.cluster().prometheus().rule("ApiDown", "absent(up{job=\"api\"})");
    site.advance(Duration.ofSeconds(30));
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
  class Care extends WorkloadContractCare {
    @Override
    protected WorkloadGround ground() {
      return sharedGround();
    }
  }

  @Nested
  class Images extends RegistryContract {
    @BeforeEach
    void push() {
      site.push("shop/api", "v1.2.0");
    }

    @Override
    protected ImageActivities images() {
      return ports.images();
    }

    @Override
    protected String repository() {
      return "registry.example.com/shop/api";
    }

    @Override
    protected String tag() {
      return "v1.2.0";
    }

    @Override
    protected Digest digest() {
      return Digest.of(site.push("shop/api", "v1.2.0").digest());
    }
  }

  @Nested
  class Services extends HttpContract {
    @BeforeEach
    void open() {
      shop();
    }

    @Override
    protected HttpActivities probes() {
      return ports.http();
    }

    @Override
    protected HttpTarget target() {
      return new HttpTarget.InCluster("shop", "api", 80);
    }

    @Override
    protected boolean passesAuthorization() {
      return true;
    }
  }

  @Nested
  class Gateway extends HttpContract {
    @BeforeEach
    void open() {
      shop();
    }

    @Override
    protected HttpActivities probes() {
      return ports.http();
    }

    @Override
    protected HttpTarget target() {
      return new HttpTarget.Public("https://api.example.com");
    }

    @Override
    protected boolean passesAuthorization() {
      return true;
    }
  }

  @Nested
  class Metrics extends MetricContract {
    @BeforeEach
    void open() {
      site.push("shop/api", "v1.2.0");
      site.deployment("shop", "api", 2, site.image("shop/api", "v1.2.0"));
      site.cluster().prometheus().rule("ApiDown", "absent(up{job=\"api\"})");
      site.advance(Duration.ofSeconds(30));
    }

    @Override
    protected MetricActivities metrics() {
      return ports.metrics();
    }

    @Override
    protected Fixture fixture() {
      return new Fixture(
          "http://prometheus", "vector(1)", "up", "nobody_measures_this", "sum(", "api", "ApiDown");
    }
  }
}
