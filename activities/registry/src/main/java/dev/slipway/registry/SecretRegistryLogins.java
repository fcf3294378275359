package dev.slipway.registry;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Logins from pull secrets, read through {@code kubernetes://namespace/name#.dockerconfigjson}, and
 * from the installation's settings.
 */
public final class SecretRegistryLogins implements RegistryLogins {
  private final Secrets secrets;
  private final List<HostLogin> own;

  public SecretRegistryLogins(Secrets secrets, List<HostLogin> own) {
    this.secrets = secrets;
    this.own = List.copyOf(own);
  }

  @Override
  public RegistryLogin find(
      String registry, @Nullable String namespace, @Nullable String pullSecret) {
    if (pullSecret != null && namespace != null) {
      return ofSecret(registry, namespace, pullSecret);
    }
    return own.stream()
        .filter(login -> login.registry().equals(registry))
        .findFirst()
        .map(this::ofSettings)
        .orElseGet(RegistryLogin.Anonymous::new);
  }

  private RegistryLogin ofSecret(String registry, String namespace, String pullSecret) {
    String reference = "kubernetes://%s/%s#.dockerconfigjson".formatted(namespace, pullSecret);
    String name = "pull secret %s/%s".formatted(namespace, pullSecret);
    DockerConfig config = DockerConfig.parse(name, secrets.resolve(reference));
    return config
        .find(registry)
        .orElseThrow(
            () ->
                FailureType.MISCONFIGURED.failure(
                    "%s has no login for registry %s, only for %s: add one, or name another pull secret"
                        .formatted(name, registry, config.registries())));
  }

  private RegistryLogin ofSettings(HostLogin login) {
    String password = secrets.resolve(login.passwordRef()).strip();
    return login.username().equals(HostLogin.TOKEN_USER)
        ? new RegistryLogin.IdentityToken(password)
        : new RegistryLogin.Password(login.username(), password);
  }
}
