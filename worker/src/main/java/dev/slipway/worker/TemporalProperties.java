package dev.slipway.worker;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param address host:port
 * @param tls talk TLS; set without certificate where an API key authenticates
 * @param certificate PEM file with the client certificate, for mTLS
 * @param key PEM file with its private key, PKCS 8
 * @param authority PEM file with the certificates to trust; the machine's own if absent
 * @param apiKey reference to the API key: {@code env:NAME} or {@code file:/path}
 * @param stickyTimeout how long a workflow's task waits for the worker that has the workflow in its
 *     memory before any other may take it, 0 s to 1 min; with 0 s no task is meant for one worker
 */
public record TemporalProperties(
    @DefaultValue("127.0.0.1:7233") String address,
    @DefaultValue("default") String namespace,
    @DefaultValue("false") boolean tls,
    @Nullable Path certificate,
    @Nullable Path key,
    @Nullable Path authority,
    @Nullable String apiKey,
    @DefaultValue("5s") Duration stickyTimeout) {
  public TemporalProperties {
    if (!address.matches("\\S+:[0-9]{1,5}")) {
      throw new IllegalArgumentException(
          "slipway.temporal.address '%s' is not host:port".formatted(address));
    }
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "slipway.temporal.certificate and slipway.temporal.key go together");
    }
    if (stickyTimeout.isNegative() || stickyTimeout.compareTo(Duration.ofMinutes(1)) > 0) {
      throw new IllegalArgumentException(
          "slipway.temporal.sticky-timeout is %s; it must be 0s to 1m".formatted(stickyTimeout));
    }
  }
}
