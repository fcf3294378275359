package dev.slipway.probes;

import dev.slipway.contract.verify.InClusterHttp;
import dev.slipway.contract.verify.VerifyContext;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.Header;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** Probes and targets as the tests of this module need them. */
final class Services {
  static final VerifyContext CONTEXT =
      new VerifyContext(
          RunId.of("rel-1"), EnvironmentName.of("production"), ServiceName.of("api"), "v1.2.0");

  private Services() {}

  static HttpProbes probes() {
    return probes(new Waits());
  }

  /** Waits that a test does not sit through. */
  static final class Waits implements Pulse {
    private Duration waited = Duration.ZERO;

    Duration waited() {
      return waited;
    }

    @Override
    public void beat(List<PendingCleanup> pending) {
      // nobody listens
    }

    @Override
    public List<PendingCleanup> leftovers() {
      return List.of();
    }

    @Override
    public void pause(Duration duration, List<PendingCleanup> pending) {
      waited = waited.plus(duration);
    }

    @Override
    public void rest(Duration duration) {
      waited = waited.plus(duration);
    }
  }

  static HttpProbes probes(Pulse pulse) {
    return new HttpProbes(
        settings("127.0.0.1"), behind("http://127.0.0.1:1"), ref -> "secret-of-" + ref, pulse);
  }

  static ProbeSettings settings(String host) {
    return settings(host, Duration.ofSeconds(2));
  }

  static ProbeSettings settings(String host, Duration timeout) {
    return new ProbeSettings(new Reach(List.of(host)), timeout, null);
  }

  /** A cluster in which every Service is this one. */
  static InClusterHttp behind(String base) {
    return target ->
        new InClusterHttp.Access(
            base, List.of(new Header("X-Login", "site")), HttpClient.newHttpClient());
  }

  static HttpTarget at(FakeService service) {
    return new HttpTarget.Public(service.url());
  }

  static HttpTarget inside() {
    return new HttpTarget.InCluster("shop", "api", 80);
  }
}
