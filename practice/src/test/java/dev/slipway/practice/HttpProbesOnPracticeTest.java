package dev.slipway.practice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.contract.verify.HttpActivities;
import dev.slipway.contract.verify.InClusterHttp;
import dev.slipway.houserules.Covers;
import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.probes.HttpProbes;
import dev.slipway.probes.ProbeSettings;
import dev.slipway.probes.Pulse;
import dev.slipway.probes.Reach;
import dev.slipway.testkit.HttpContract;
import dev.slipway.verify.Header;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Services of the practice site, by way of its API server and of its gateway. */
class HttpProbesOnPracticeTest {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static PracticeSite site;

  @BeforeEach
  void open() {
    site = PracticeSite.virtual();
    site.push("shop/api", "v1.2.0");
    site.deployment("shop", "api", 1, site.image("shop/api", "v1.2.0"));
    site.ingress("shop", "127.0.0.1", "api");
    site.advance(Duration.ofSeconds(30));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static HttpActivities adapter() {
    InClusterHttp cluster =
        target ->
            new InClusterHttp.Access(
                "%s/api/v1/namespaces/%s/services/http:%s:%d/proxy"
                    .formatted(
                        site.kubernetesAddress(),
                        target.namespace(),
                        target.service(),
                        target.port()),
                List.of(new Header("Authorization", "Bearer " + Cluster.ADMIN)),
                HTTP);
    return new HttpProbes(
        new ProbeSettings(new Reach(List.of("127.0.0.1")), Duration.ofSeconds(2), null),
        cluster,
        reference -> "secret-of-" + reference,
        Pulse.still());
  }

  @Test
  @Covers("EDG-14")
  void theWayBackIsSeenAtThePublicAddress() {
    Check outside =
        new Check.HealthEndpoint(new HttpTarget.Public(site.edgeAddress().toString()), "/health");
    site.push("shop/api", "v1.3.0-badhealth");
    site.deployment("shop", "api", 1, site.image("shop/api", "v1.3.0-badhealth"));
    site.advance(Duration.ofSeconds(30));
    assertThat(adapter().check(outside)).isInstanceOf(Finding.Failed.class);

    site.deployment("shop", "api", 1, site.image("shop/api", "v1.2.0"));
    site.advance(Duration.ofSeconds(30));
    assertThat(adapter().check(outside)).isInstanceOf(Finding.Passed.class);
  }

  @Nested
  class ThroughTheApiServer extends HttpContract {
    @Override
    protected HttpActivities probes() {
      return adapter();
    }

    @Override
    protected HttpTarget target() {
      return new HttpTarget.InCluster("shop", "api", 80);
    }

    @Override
    protected boolean passesAuthorization() {
      return false;
    }
  }

  @Nested
  class ThroughTheGateway extends HttpContract {
    @Override
    protected HttpActivities probes() {
      return adapter();
    }

    @Override
    protected HttpTarget target() {
      return new HttpTarget.Public(site.edgeAddress().toString());
    }

    @Override
    protected boolean passesAuthorization() {
      return true;
    }
  }
}
