package dev.slipway.kubernetes;

import dev.slipway.contract.FailureType;
import dev.slipway.contract.verify.InClusterHttp;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.verify.Header;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reaches Services through the API server's proxy, with the site's own credentials: no network path
 * and no further right is needed.
 */
public final class KubernetesHttp implements InClusterHttp {
  private final Config config;
  private final HttpClient http;

  /**
   * @throws io.temporal.failure.ApplicationFailure MISCONFIGURED when the certificates of the
   *     settings cannot be used
   */
  public KubernetesHttp(KubernetesClient client) {
    this.config = client.getConfiguration();
    this.http = trusting(config);
  }

  @Override
  public Access access(HttpTarget.InCluster target) {
    String server = config.getMasterUrl();
    String base = server.endsWith("/") ? server.substring(0, server.length() - 1) : server;
    String url =
        "%s/api/v1/namespaces/%s/services/http:%s:%d/proxy"
            .formatted(base, target.namespace(), target.service(), target.port());
    String token = token();
    return new Access(
        url,
        token == null ? List.of() : List.of(new Header("Authorization", "Bearer " + token)),
        http);
  }

  /** Asked each time: a token file is rotated within the hour. */
  private @Nullable String token() {
    if (config.getOauthTokenProvider() != null) {
      return config.getOauthTokenProvider().getToken();
    }
    return config.getOauthToken() == null ? config.getAutoOAuthToken() : config.getOauthToken();
  }

  private static HttpClient trusting(Config config) {
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5));
    // not SSLUtils.isHttpsAvailable: it says no whenever its own trial connection fails
    if (config.getMasterUrl().startsWith("https:")) {
      try {
        builder.sslContext(SSLUtils.sslContext(config));
      } catch (IOException | GeneralSecurityException unusable) {
        throw FailureType.MISCONFIGURED.failure(
            "the certificates of %s cannot be used: %s"
                .formatted(config.getMasterUrl(), unusable.getMessage()));
      }
    }
    return builder.build();
  }
}
