package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.kubernetes.KubernetesHttp;
import dev.slipway.practice.face.Fault;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.probes.HttpProbes;
import dev.slipway.probes.ProbeSettings;
import dev.slipway.probes.Pulse;
import dev.slipway.probes.Reach;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the API server says when the Service is not there, or when it is ill itself. */
class ProxyTroubleOnPracticeTest {
  private final PracticeSite site = PracticeSite.virtual();
  private final KubernetesClient client =
      new KubernetesClientBuilder()
          .withConfig(
              new ConfigBuilder(Config.empty())
                  .withMasterUrl(site.kubernetesAddress().toString())
                  .withOauthToken(Cluster.ADMIN)
                  .build())
          .build();

  @BeforeEach
  void deploy() {
    site.push("shop/api", "v1.2.0");
    site.deployment("shop", "api", 1, site.image("shop/api", "v1.2.0"));
    assertThat(site.awaitQuiet(Duration.ofMinutes(2))).isPresent();
  }

  @AfterEach
  void stop() {
    client.close();
    site.close();
  }

  @Test
  void failsAServiceWithoutReadyPods() {
    site.push("shop/api", "v2-unready");
    site.deployment("shop", "never", 1, site.image("shop/api", "v2-unready"));
    site.advance(Duration.ofSeconds(30));
    Finding finding =
        probes()
            .check(
                new Check.HealthEndpoint(new HttpTarget.InCluster("shop", "never", 80), "/health"));
    assertThat(finding).isInstanceOf(Finding.Failed.class);
    assertThat(finding.detail()).contains("no endpoints");
    HttpTarget nobody = new HttpTarget.InCluster("shop", "nobody", 80);
    assertThat(probes().check(new Check.HealthEndpoint(nobody, "/health")).detail())
        .contains("nobody", "not found");
  }

  @Test
  void doesNotBlameTheServiceForASickApiServer() {
    Check check = new Check.HealthEndpoint(target(), "/health");
    site.faults().next(1, "GET", "services/", Fault.Answer.of(500));
    assertThat(probes().check(check)).isInstanceOf(Finding.Passed.class);
    site.faults().next(9, "GET", "services/", Fault.Answer.of(500));
    assertThat(probes().check(check)).isInstanceOf(Finding.Unseen.class);
  }

  private HttpActivities probes() {
    ProbeSettings settings =
        new ProbeSettings(new Reach(List.of("127.0.0.1")), Duration.ofSeconds(5), null);
    return new HttpProbes(
        settings, new KubernetesHttp(client), reference -> reference, Pulse.still());
  }

  private static HttpTarget target() {
    return new HttpTarget.InCluster("shop", "api", 80);
  }
}
