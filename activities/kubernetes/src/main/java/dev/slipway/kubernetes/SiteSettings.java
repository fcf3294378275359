package dev.slipway.kubernetes;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How a worker reaches the API server of its site: by a kubeconfig file, or by address and token
 * file. Never by what the machine's own kubeconfig happens to point at.
 *
 * @param kubeconfig file; excludes {@code apiUrl}
 * @param context name inside the kubeconfig; its current context when null
 * @param apiUrl http or https address of the API server; excludes {@code kubeconfig}
 * @param tokenFile bearer token, read anew at each request so that rotated tokens are picked up
 * @param caFile certificate authority in PEM; the JDK's own trust when null
 * @param requestTimeout longest wait for one answer, 1 s to 30 s; 15 s when null
 */
public record SiteSettings(
    @Nullable Path kubeconfig,
    @Nullable String context,
    @Nullable URI apiUrl,
    @Nullable Path tokenFile,
    @Nullable Path caFile,
    Duration requestTimeout) {
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(15);

  /** Half of what one attempt of an activity may take: the second try must fit in. */
  private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(30);

  public SiteSettings(
      @Nullable Path kubeconfig,
      @Nullable String context,
      @Nullable URI apiUrl,
      @Nullable Path tokenFile,
      @Nullable Path caFile,
      @Nullable Duration requestTimeout) {
    if ((kubeconfig == null) == (apiUrl == null)) {
      throw new IllegalArgumentException(
          "a site needs exactly one of kubeconfig and api-url; "
              + (apiUrl == null ? "none is set" : "both are set"));
    }
    if (kubeconfig == null && context != null) {
      throw new IllegalArgumentException(
          "context is read from a kubeconfig; with api-url leave it out");
    }
    if (kubeconfig != null && (tokenFile != null || caFile != null)) {
      throw new IllegalArgumentException(
          "token-file and ca-file belong to api-url; a kubeconfig brings its own");
    }
    readable("kubeconfig", kubeconfig);
    readable("token-file", tokenFile);
    readable("ca-file", caFile);
    this.kubeconfig = kubeconfig;
    this.context = context;
    this.apiUrl = httpAddress(apiUrl);
    this.tokenFile = tokenFile;
    this.caFile = caFile;
    this.requestTimeout = withinLimits(Objects.requireNonNullElse(requestTimeout, USUAL_TIMEOUT));
  }

  public static SiteSettings kubeconfig(Path file, @Nullable String context) {
    return new SiteSettings(file, context, null, null, null, null);
  }

  public static SiteSettings api(URI apiUrl, @Nullable Path tokenFile, @Nullable Path caFile) {
    return new SiteSettings(null, null, apiUrl, tokenFile, caFile, null);
  }

  /** Where the credentials come from, never they themselves. */
  String credentials() {
    if (kubeconfig != null) {
      String which = context == null ? "the current context" : "context " + context;
      return "%s of kubeconfig %s".formatted(which, kubeconfig);
    }
    return tokenFile == null ? "none: no token-file is set" : "token-file " + tokenFile;
  }

  private static void readable(String what, @Nullable Path file) {
    if (file != null && !Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "%s %s cannot be read: check the path and its permissions".formatted(what, file));
    }
  }

  private static @Nullable URI httpAddress(@Nullable URI url) {
    if (url != null && !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "api-url '%s' is not an address like https://host:6443".formatted(url));
    }
    return url;
  }

  private static Duration withinLimits(Duration timeout) {
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
      throw new IllegalArgumentException(
          "request-timeout %s is not between 1 s and 30 s: an attempt that lasts longer is given up"
              .formatted(timeout));
    }
    return timeout;
  }
}
