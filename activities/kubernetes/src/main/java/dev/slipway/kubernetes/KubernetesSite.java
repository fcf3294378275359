package dev.slipway.kubernetes;

import dev.slipway.name.SiteName;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One API server with one identity, as the settings name them: no environment variable and no home
 * directory is asked (D65). Close it when the worker stops.
 */
public final class KubernetesSite implements AutoCloseable {
  private final KubernetesClient client;

  private KubernetesSite(KubernetesClient client) {
    this.client = client;
  }

  /**
   * A site that has no name, as where there is only one.
   *
   * @throws IllegalArgumentException when the kubeconfig has no such context (known ones are
   *     listed)
   */
  public static KubernetesSite open(SiteSettings settings) {
    return open("the only site", settings);
  }

  /**
   * @param name as people call the site
   * @throws IllegalArgumentException when the kubeconfig has no such context (known ones are
   *     listed)
   */
  public static KubernetesSite open(SiteName name, SiteSettings settings) {
    return open("site " + name, settings);
  }

  private static KubernetesSite open(String site, SiteSettings settings) {
    Config config = settings.kubeconfig() == null ? byAddress(settings) : byKubeconfig(settings);
    int millis = Math.toIntExact(settings.requestTimeout().toMillis());
    config.setRequestTimeout(millis);
    config.setConnectionTimeout(Math.min(millis, 5_000));
    // Retries belong to Temporal, where the timeline shows them and the budget counts them.
    config.setRequestRetryBackoffLimit(0);
    config.setUserAgent("slipway");
    var doubt =
        new RefusalDoubt(config.getMasterUrl(), Duration.ofMillis(Math.min(1_000, millis / 10)));
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(config)
            .withHttpClientBuilderConsumer(
                http ->
                    http.addOrReplaceInterceptor("doubt", doubt)
                        .addOrReplaceInterceptor(
                            "stranger",
                            new StrangerAnswer(config.getMasterUrl(), site, settings.credentials()))
                        .addOrReplaceInterceptor("retry-after", new RetryAfterHeader())
                        .addOrReplaceInterceptor(
                            "answer-limit", new AnswerLimit(settings.requestTimeout())))
            .build();
    doubt.askBy(client.getHttpClient());
    return new KubernetesSite(client);
  }

  public KubernetesClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
  }

  private static Config byAddress(SiteSettings settings) {
    var config = new ConfigBuilder(Config.empty()).withMasterUrl(String.valueOf(settings.apiUrl()));
    Path token = settings.tokenFile();
    if (token != null) {
      config.withOauthTokenProvider(() -> read(token));
    }
    if (settings.caFile() != null) {
      config.withCaCertFile(settings.caFile().toString());
    }
    return config.build();
  }

  private static Config byKubeconfig(SiteSettings settings) {
    Path file = Objects.requireNonNull(settings.kubeconfig());
    Config config = Config.fromKubeconfig(settings.context(), file.toFile());
    requireContext(settings.context(), config, file);
    return config;
  }

  private static void requireContext(@Nullable String wanted, Config config, Path file) {
    List<String> known = new ArrayList<>();
    config.getContexts().forEach(context -> known.add(context.getName()));
    if (wanted != null && !known.contains(wanted)) {
      throw new IllegalArgumentException(
          "kubeconfig %s has no context '%s'; it has: %s"
              .formatted(file, wanted, String.join(", ", known)));
    }
  }

  private static String read(Path token) {
    try {
      return Files.readString(token).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("token file " + token + " cannot be read", unreadable);
    }
  }
}
