package dev.slipway.registry;

/** How to prove to a registry who asks. Never printed. */
public sealed interface RegistryLogin {

  /** Name and password, as Basic to the registry or to its token service. */
  record Password(String username, String password) implements RegistryLogin {
    @Override
    public String toString() {
      return "login of " + username;
    }
  }

  /** A refresh token that the token service exchanges ({@code identitytoken} of docker's file). */
  record IdentityToken(String token) implements RegistryLogin {
    @Override
    public String toString() {
      return "identity token";
    }
  }

  /** Nobody: public images. */
  record Anonymous() implements RegistryLogin {
    @Override
    public String toString() {
      return "no login";
    }
  }
}
