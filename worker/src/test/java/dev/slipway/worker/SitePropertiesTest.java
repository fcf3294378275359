package dev.slipway.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SitePropertiesTest {
  private static final Map<String, String> IDENTITY =
      Map.of(
          "registry-identities[0].registry", "shop.azurecr.io",
          "registry-identities[0].token-file", "/var/run/secrets/azure/tokens/azure-identity-token",
          "registry-identities[0].tenant", "our-tenant",
          "registry-identities[0].client-id", "our-client");

  private static SiteProperties bind(Map<String, String> settings) {
    var named = new TreeMap<String, String>();
    settings.forEach((name, value) -> named.put("slipway.sites.main." + name, value));
    return new Binder(new MapConfigurationPropertySource(named))
        .bindOrCreate("slipway.sites.main", SiteProperties.class);
  }

  @Test
  void readsAnIdentityAndAssumesThePublicCloud() {
    var login = bind(IDENTITY).registryIdentities().getFirst();

    assertThat(login.registry()).isEqualTo("shop.azurecr.io");
    assertThat(login.tokenFile())
        .isEqualTo(Path.of("/var/run/secrets/azure/tokens/azure-identity-token"));
    assertThat(login.authority()).isEqualTo(URI.create("https://login.microsoftonline.com/"));
    assertThat(login.scope()).isEqualTo("https://containerregistry.azure.net/.default");
  }

  @Test
  void knowsNoIdentityWhereNoneIsSet() {
    assertThat(bind(Map.of()).registryIdentities()).isEmpty();
    assertThat(bind(Map.of()).registryLogins()).isEmpty();
  }

  @Test
  void refusesTwoLoginsForOneRegistry() {
    var both = new TreeMap<>(IDENTITY);
    both.put("registry-logins[0].registry", "shop.azurecr.io");
    both.put("registry-logins[0].username", "robot");
    both.put("registry-logins[0].password-ref", "env:SLIPWAY_SECRET_REGISTRY");

    assertThatThrownBy(() -> bind(both))
        .rootCause()
        .hasMessageContaining("shop.azurecr.io")
        .hasMessageContaining("keep one");
  }
}
