package dev.slipway.practice.world;

import java.util.Locale;

/**
 * A reference to an image, in its parts.
 *
 * @param host registry with its port, empty for the default one
 * @param repository {@code ipa/backend}
 * @param reference tag, or digest with its algorithm
 */
public record ImageName(String host, String repository, String reference) {

  /** Reads {@code host:port/repo:tag} or {@code host/repo@sha256:...}; no tag means latest. */
  public static ImageName of(String text) {
    int slash = text.indexOf('/');
    String first = slash < 0 ? "" : text.substring(0, slash);
    boolean named = first.contains(".") || first.contains(":") || first.equals("localhost");
    String rest = named ? text.substring(slash + 1) : text;
    String host = named ? first.toLowerCase(Locale.ROOT) : "";
    int at = rest.indexOf('@');
    int colon = rest.lastIndexOf(':');
    if (at >= 0) {
      String name = rest.substring(0, at);
      int tag = name.lastIndexOf(':');
      return new ImageName(host, tag < 0 ? name : name.substring(0, tag), rest.substring(at + 1));
    }
    return colon < 0
        ? new ImageName(host, rest, "latest")
        : new ImageName(host, rest.substring(0, colon), rest.substring(colon + 1));
  }

  /** The name without tag or digest, as it was written. */
  public String untagged() {
    return host.isEmpty() ? repository : host + "/" + repository;
  }
}
