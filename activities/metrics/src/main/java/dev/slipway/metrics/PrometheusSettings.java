package dev.slipway.metrics;

import java.time.Duration;
import java.util.List;

/**
 * @param timeout for one question, 100 ms to 5 minutes
 * @param hosts host names that may be asked, each with its subdomains; {@code *} for every host
 *     except loopback and link-local ones; a loopback address must be named
 * @param logins for servers that want a bearer token
 */
public record PrometheusSettings(Duration timeout, List<String> hosts, List<Login> logins) {

  /**
   * @param baseUrl exactly as the documents name it
   * @param tokenRef reference to the token
   */
  public record Login(String baseUrl, String tokenRef) {}

  public PrometheusSettings {
    hosts = List.copyOf(hosts);
    logins = List.copyOf(logins);
    if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "prometheus timeout is %s: use 100 ms to 5 minutes".formatted(timeout));
    }
    if (hosts.isEmpty()) {
      throw new IllegalArgumentException(
          "prometheus hosts are empty: name the hosts that may be asked, or *");
    }
  }
}
