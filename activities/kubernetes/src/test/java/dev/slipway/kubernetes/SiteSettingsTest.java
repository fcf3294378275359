package dev.slipway.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteSettingsTest {
  private static final URI API = URI.create("https://10.0.0.1:6443");

  @TempDir Path folder;

  @Test
  void needsExactlyOneWay() throws IOException {
    Path config = Files.writeString(folder.resolve("config"), "");
    assertThatThrownBy(() -> new SiteSettings(null, null, null, null, null, null))
        .hasMessageContaining("exactly one of kubeconfig and api-url");
    assertThatThrownBy(() -> new SiteSettings(config, null, API, null, null, null))
        .hasMessageContaining("both are set");
  }

  @Test
  void namesAFileThatCannotBeRead() {
    Path missing = folder.resolve("token");
    assertThatThrownBy(() -> SiteSettings.api(API, missing, null))
        .hasMessageContaining("token-file " + missing + " cannot be read");
  }

  @Test
  void refusesWhatIsNoAddressAndNoSensibleTime() {
    assertThatThrownBy(() -> SiteSettings.api(URI.create("ftp://x"), null, null))
        .hasMessageContaining("https://host:6443");
    assertThatThrownBy(() -> new SiteSettings(null, null, API, null, null, Duration.ofMillis(1)))
        .hasMessageContaining("between 1 s and 30 s");
    assertThatThrownBy(() -> new SiteSettings(null, null, API, null, null, Duration.ofMinutes(1)))
        .hasMessageContaining("an attempt that lasts longer is given up");
    assertThat(SiteSettings.api(API, null, null).requestTimeout())
        .isEqualTo(Duration.ofSeconds(15));
  }

  @Test
  void refusesAContextThatTheKubeconfigDoesNotHave() throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("config"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: one, cluster: {server: "https://10.0.0.1:6443"}}]
            users: [{name: me, user: {token: t}}]
            contexts: [{name: production, context: {cluster: one, user: me}}]
            current-context: production
            """);
    assertThatThrownBy(() -> KubernetesSite.open(SiteSettings.kubeconfig(config, "staging")))
        .hasMessageContaining("no context 'staging'; it has: production");
    try (KubernetesSite site = KubernetesSite.open(SiteSettings.kubeconfig(config, "production"))) {
      assertThat(site.client().getMasterUrl().getHost()).isEqualTo("10.0.0.1");
    }
  }
}
