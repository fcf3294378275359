package dev.slipway.registry;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The worker's own identity as a login for one registry, without any stored password: a service
 * account token that the cluster projects into a file and renews there.
 *
 * @param registry host and port as in the image
 * @param tokenFile with the projected token; read anew for each exchange
 * @param tenant at the identity provider
 * @param clientId that trusts the service account (federated credential)
 * @param authority of the identity provider, https; null for Microsoft's public cloud
 * @param scope that the registry wants access tokens for; null for Azure Container Registry
 */
public record IdentityLogin(
    String registry,
    Path tokenFile,
    String tenant,
    String clientId,
    @Nullable URI authority,
    @Nullable String scope) {
  private static final URI PUBLIC_CLOUD = URI.create("https://login.microsoftonline.com/");
  private static final String REGISTRY_SCOPE = "https://containerregistry.azure.net/.default";

  public IdentityLogin {
    HostLogin.requireHost(registry);
    requireWord(registry, "tenant", tenant);
    requireWord(registry, "client-id", clientId);
    authority = authority == null ? PUBLIC_CLOUD : authority;
    scope = scope == null ? REGISTRY_SCOPE : scope;
    boolean loopback = "127.0.0.1".equals(authority.getHost());
    if (!"https".equals(authority.getScheme()) && !loopback) {
      throw new IllegalArgumentException(
          "authority %s of registry %s is not an https address: the identity would go out in the clear"
              .formatted(authority, registry));
    }
  }

  private static void requireWord(String registry, String name, String value) {
    if (!value.matches("[A-Za-z0-9.-]{1,128}")) {
      throw new IllegalArgumentException(
          "%s '%s' of registry %s is not 1 to 128 letters, digits, '.' and '-'"
              .formatted(name, value, registry));
    }
  }

  URI tokenAddress() {
    return URI.create(
        String.valueOf(authority).replaceFirst("/*$", "/") + tenant + "/oauth2/v2.0/token");
  }
}
