package dev.slipway.lab.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/**
 * Who asks a registry; never printed.
 *
 * @param user empty for nobody
 */
public record Login(String user, String password) {
  public static final Login NOBODY = new Login("", "");

  boolean isNobody() {
    return user.isEmpty();
  }

  String header() {
    return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
  }

  @Override
  public String toString() {
    return isNobody() ? "no login" : "login of " + user;
  }
}
