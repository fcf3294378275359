package dev.slipway.people;

import org.jspecify.annotations.Nullable;

/**
 * The relay that takes our mail.
 *
 * @param port 1 to 65,535
 * @param from address of the sender
 * @param usernameRef reference to the login's name; null for a relay that wants none
 * @param passwordRef reference to its password; null exactly when the name is
 */
public record SmtpSettings(
    String host,
    int port,
    String from,
    Security security,
    @Nullable String usernameRef,
    @Nullable String passwordRef) {

  /** How the connection is kept from listeners. */
  public enum Security {
    /** Not at all; only for a relay on the same machine or network. */
    PLAIN,
    /** Begins in the clear and must change to TLS before anything is said. */
    STARTTLS,
    /** TLS from the first byte. */
    TLS
  }

  public SmtpSettings {
    if (host.isBlank() || !from.contains("@")) {
      throw new IllegalArgumentException("smtp needs a host and a from address like slipway@host");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("smtp port is %d: use 1 to 65535".formatted(port));
    }
    if ((usernameRef == null) != (passwordRef == null)) {
      throw new IllegalArgumentException("smtp needs both usernameRef and passwordRef, or neither");
    }
    if (usernameRef != null && security == Security.PLAIN) {
      throw new IllegalArgumentException(
          "smtp sends no password in the clear: use security STARTTLS or TLS");
    }
  }
}
