package dev.slipway.people;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Shows the receiver that a body is ours and how old it is: {@code v1=} and the hex HMAC-SHA256 of
 * {@code timestamp.body}.
 */
record Signature(String value) {

  /**
   * @param timestamp in seconds since 1970; the receiver refuses old ones
   */
  static Signature of(String key, long timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] hash = mac.doFinal((timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
      return new Signature("v1=" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
