package dev.slipway.api.repeat;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

/**
 * What names one request for ever.
 *
 * @param id the caller's idempotency key, or a random one where none was sent
 * @param firstSeen when the key was seen first
 */
public record Key(String id, Instant firstSeen) {
  static final String ATTRIBUTE = "slipway.key";

  /** The key of this request; a random one when the caller sent none. */
  public static Key of(HttpServletRequest request, Clock clock) {
    return request.getAttribute(ATTRIBUTE) instanceof Key key
        ? key
        : new Key(UUID.randomUUID().toString(), clock.instant());
  }

  /**
   * Digits that are the same for the same caller and key.
   *
   * @param digits 1 to 64
   */
  public String digits(String caller, int digits) {
    return sha256(caller + "\n" + id).substring(0, digits);
  }

  /**
   * The same for one message to one target: a key that a caller uses twice, say for a hold and then
   * for an abort, must not make the second look like a repetition of the first.
   */
  public String digits(String caller, HttpServletRequest request, int digits) {
    return digits(caller + " " + request.getRequestURI(), digits);
  }

  public static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
