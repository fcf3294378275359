package dev.slipway.ledger.token;

import dev.slipway.ledger.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** How secrets are made and told from other text. */
final class TokenSecret {
  private static final String PREFIX = "slip_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenSecret() {}

  /** 256 random bits; the prefix lets secret scanners find a leaked one. */
  static String next() {
    return PREFIX + text(BYTES);
  }

  static String id() {
    return "t-" + text(9).replace('_', 'a').replace('-', 'b');
  }

  private static String text(int length) {
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static boolean looksRight(String secret) {
    return secret.matches("slip_[A-Za-z0-9_-]{43,200}");
  }

  static String hash(String secret) {
    return Sha256.of(secret);
  }
}
