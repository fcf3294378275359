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
    return probes(Pulse.still());
  }

  static HttpProbes probes(Pulse pulse) {
    return new HttpProbes(
        settings("127.0.0.1"), behind("http://127.0.0.1:1"), ref -> "secret-of-" + ref, pulse);
  }

  static ProbeSettings settings(String host) {
    return new ProbeSettings(new Reach(List.of(host)), Duration.ofSeconds(2), null);
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
