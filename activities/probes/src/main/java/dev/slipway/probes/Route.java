package dev.slipway.probes;

import dev.slipway.contract.FailureType;
import dev.slipway.verify.Header;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The way to one target.
 *
 * @param base URL without a trailing slash
 * @param headers that open the way; never printed
 * @param client for a Service in the cluster, which trusts the API server; null for public
 *     addresses, which get a new connection each time, so that samples spread over all pods
 */
record Route(String base, List<Header> headers, @Nullable HttpClient client) {
  private static final Pattern ESCAPE =
      Pattern.compile("(^|/)(\\.|%2e){1,2}(/|$|\\?)|//|\\\\|#", Pattern.CASE_INSENSITIVE);

  Route {
    base = base.replaceFirst("/+$", "");
    headers = List.copyOf(headers);
  }

  boolean inCluster() {
    return client != null;
  }

  /**
   * A path that climbs would leave the Service and reach the API server with the site's own
   * credentials.
   */
  URI address(String path) {
    String bare = path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
    if (!path.startsWith("/") || path.contains("#") || ESCAPE.matcher(bare).find()) {
      throw FailureType.INVALID.failure(
          "path '%s' must begin with / and may hold no '..', '//', '\\' or '#'".formatted(path));
    }
    try {
      return URI.create(base + path);
    } catch (IllegalArgumentException e) {
      throw FailureType.INVALID.failure(
          "path '%s' is not valid in a URL: encode spaces and special characters".formatted(path));
    }
  }

  /** The API server takes this header for itself and passes none on. */
  void refuseAuthorization(String name) {
    if (base.contains("/proxy") && name.toLowerCase(Locale.ROOT).equals("authorization")) {
      throw FailureType.INVALID.failure(
          "header Authorization does not reach a Service in the cluster: the API server keeps it; use a public target, or another header");
    }
  }

  @Override
  public String toString() {
    return base;
  }
}
