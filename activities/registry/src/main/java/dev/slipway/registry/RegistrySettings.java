package dev.slipway.registry;

import java.time.Duration;
import java.util.List;

/**
 * @param insecure registries, {@code host} or {@code host:port}, that are spoken to without TLS;
 *     loopback addresses always are
 * @param timeout for one request, 100 ms to 5 minutes
 */
public record RegistrySettings(List<String> insecure, Duration timeout) {
  public RegistrySettings {
    insecure = List.copyOf(insecure);
    if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofMinutes(5)) > 0) {
      throw new IllegalArgumentException(
          "registry timeout is %s: use 100 ms to 5 minutes".formatted(timeout));
    }
  }

  /** TLS everywhere but on loopback, 15 seconds. */
  public static RegistrySettings usual() {
    return new RegistrySettings(List.of(), Duration.ofSeconds(15));
  }

  boolean withoutTls(String registry) {
    String host = registry.replaceFirst(":[0-9]+$", "");
    return insecure.contains(registry)
        || host.equals("localhost")
        || host.matches("127(\\.[0-9]{1,3}){3}");
  }
}
