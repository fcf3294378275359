package dev.slipway.release;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The short name of what people approve: another plan, another name. */
final class PlanHash {

  private PlanHash() {}

  static String of(ReleaseRequest request, List<Wave> waves, ReleasePolicy policy) {
    var text = new StringBuilder(request.environment() + "\n" + request.kind() + "\n");
    for (Wave wave : waves) {
      text.append("wave ").append(wave.number()).append('\n');
      wave.services().forEach(service -> text.append(service).append('\n'));
    }
    return sha256(text.append(policy).toString()).substring(0, 16);
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
