package dev.slipway.registry;

/**
 * The installation's own login for one registry, for images that come without a pull secret.
 *
 * @param registry host and port as in the image
 * @param username in plain words; for Azure with a refresh token it is 00000000-0000-...
 * @param passwordRef reference to the password; {@code file:} for a token that something else keeps
 *     fresh
 */
public record HostLogin(String registry, String username, String passwordRef) {
  /** Azure's user name for "the password is a refresh token". */
  static final String TOKEN_USER = "00000000-0000-0000-0000-000000000000";

  public HostLogin {
    requireHost(registry);
    if (!passwordRef.matches("[a-z-]+:.+")) {
      throw new IllegalArgumentException(
          "the password of registry %s must be a reference like env:NAME or file:/path"
              .formatted(registry));
    }
  }

  static void requireHost(String registry) {
    if (registry.isBlank() || registry.contains("/")) {
      throw new IllegalArgumentException(
          "registry '%s' of a login is not a host with an optional port".formatted(registry));
    }
  }
}
