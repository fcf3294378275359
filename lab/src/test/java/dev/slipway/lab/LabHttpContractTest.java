package dev.slipway.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.kubernetes.KubernetesHttp;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.probes.HttpProbes;
import dev.slipway.probes.ProbeSettings;
import dev.slipway.probes.Pulse;
import dev.slipway.probes.Reach;
import dev.slipway.testkit.HttpContract;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sample application in a real cluster, through the real API server. */
@Tag("lab")
class LabHttpContractTest extends HttpContract {
  private final Lab lab = Lab.running();
  private final KubernetesClient admin = lab.kubernetes(Lab.Identity.ADMIN);
  private final KubernetesClient slipway = lab.kubernetes(Lab.Identity.SLIPWAY);
  private LabNamespace namespace;

  @BeforeEach
  void deploy() throws IOException, InterruptedException {
    namespace = LabNamespace.create(admin, "http");
    ShopFixture shop = new ShopFixture(admin, namespace.name());
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
  }

  @AfterEach
  void close() {
    namespace.close();
    slipway.close();
    admin.close();
  }

  @Test
  void namesAServiceThatIsNotThere() {
    HttpTarget nobody = new HttpTarget.InCluster(namespace.name(), "nobody", 80);
    Finding finding = probes().check(new Check.HealthEndpoint(nobody, "/health"));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("nobody");
  }

  @Test
  void failsAServiceWithoutPods() throws InterruptedException {
    admin.apps().deployments().inNamespace(namespace.name()).withName("api").scale(0);
    admin
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace.name())
        .withLabel("kubernetes.io/service-name", "api")
        .waitUntilCondition(
            slice ->
                slice == null || slice.getEndpoints() == null || slice.getEndpoints().isEmpty(),
            20,
            TimeUnit.SECONDS);
    Finding finding = probes().check(new Check.HealthEndpoint(target(), "/health"));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("no endpoints");
  }

  @Override
  protected HttpActivities probes() {
    ProbeSettings settings =
        new ProbeSettings(new Reach(List.of("127.0.0.1")), Duration.ofSeconds(5), null);
    return new HttpProbes(
        settings, new KubernetesHttp(slipway), reference -> reference, Pulse.still());
  }

  @Override
  protected HttpTarget target() {
    return new HttpTarget.InCluster(namespace.name(), "api", 80);
  }

  @Override
  protected boolean passesAuthorization() {
    return false;
  }
}
