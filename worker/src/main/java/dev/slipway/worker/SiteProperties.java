package dev.slipway.worker;

import dev.slipway.registry.HostLogin;
import dev.slipway.registry.IdentityLogin;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One site and the credentials that this worker has there.
 *
 * @param kubeconfig file; excludes {@code apiUrl}
 * @param insecureRegistries registries spoken to without TLS
 * @param registryLogins this installation's own logins, used where a workload names no pull secret
 * @param registryIdentities registries where this worker's own identity is the login, used where a
 *     workload names no pull secret; not together with one of {@code registryLogins}
 * @param hosts that probes and metric queries may ask, each with its subdomains; {@code *} for all
 *     but loopback
 * @param extraTrust PEM file of authorities that probes trust beside the JDK's own
 */
public record SiteProperties(
    @Nullable Path kubeconfig,
    @Nullable String context,
    @Nullable URI apiUrl,
    @Nullable Path tokenFile,
    @Nullable Path caFile,
    @Nullable Duration requestTimeout,
    @DefaultValue List<String> insecureRegistries,
    @DefaultValue List<HostLogin> registryLogins,
    @DefaultValue List<IdentityLogin> registryIdentities,
    @DefaultValue("*") List<String> hosts,
    @Nullable Path extraTrust,
    @DefaultValue SlipwayProperties.SecretProperties secrets) {

  public SiteProperties {
    for (HostLogin login : registryLogins) {
      if (registryIdentities.stream().anyMatch(own -> own.registry().equals(login.registry()))) {
        throw new IllegalArgumentException(
            "registry %s has a login in registry-logins and one in registry-identities: keep one"
                .formatted(login.registry()));
      }
    }
  }
}
