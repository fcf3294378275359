package dev.slipway.registry;

import dev.slipway.contract.FailureType;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;

/**
 * Where a registry sends whoever asks for a manifest.
 *
 * @param home what was asked for at first
 * @param address to be asked now
 * @param hops redirects so far
 */
record Redirect(Repository home, URI address, int hops) {
  private static final int MOST_HOPS = 3;

  Redirect(Repository home, URI address) {
    this(home, address, 0);
  }

  /**
   * @throws ApplicationFailure INVALID for too many, for one without a usable address, and for one
   *     that leaves TLS
   */
  Redirect next(RegistryAnswer answer) {
    if (hops == MOST_HOPS) {
      throw refused("on for the %dth time".formatted(hops + 1), "no more are followed");
    }
    String location = answer.headers().firstValue("Location").orElse("");
    if (location.isBlank()) {
      throw refused("with status " + answer.status(), "it says not where to");
    }
    URI to = resolved(location);
    boolean usable = isHttp(to) && to.getHost() != null && to.getRawUserInfo() == null;
    if (!usable) {
      throw refused("to " + shown(location), "this is no address of a registry");
    }
    if ("https".equals(address.getScheme()) && !"https".equals(to.getScheme())) {
      throw refused("to " + shown(location), "who is asked by https is not left for http");
    }
    return new Redirect(home, to, hops + 1);
  }

  private URI resolved(String location) {
    try {
      return address.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused("to " + shown(location), "this is no address");
    }
  }

  /** Without what may be a secret: a login before the host, a signature behind the path. */
  private static String shown(String location) {
    return "'" + location.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//") + "'";
  }

  private static boolean isHttp(URI address) {
    return "https".equals(address.getScheme()) || "http".equals(address.getScheme());
  }

  /** The login may be shown there. */
  boolean isAtHome() {
    return home.base().getScheme().equals(address.getScheme())
        && home.base().getAuthority().equals(address.getAuthority());
  }

  Repository host() {
    URI base = URI.create(address.getScheme() + "://" + address.getAuthority());
    return new Repository(address.getAuthority(), home.path(), base);
  }

  private ApplicationFailure refused(String where, String why) {
    return FailureType.INVALID.failure(
        "registry %s redirects %s %s: %s. Name the registry where the image lies"
            .formatted(home.registry(), home.path(), where, why));
  }
}
