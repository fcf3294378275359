package dev.slipway.practice.world;

import com.fasterxml.jackson.databind.JsonNode;

/** Generated parts of names, in the alphabet of Kubernetes, the same in every run. */
public final class Names {
  private static final String LETTERS = "bcdfghjklmnpqrstvwxz2456789";

  private Names() {}

  /** Five letters for the n-th generated name; no two of the first ten million are equal. */
  public static String suffix(long n) {
    return letters(n * 6_700_417L % 14_348_907L, 5);
  }

  /** Ten letters that depend on the content only. */
  public static String hash(JsonNode content) {
    long hash = 1125899906842597L;
    for (char letter : Json.write(content).toCharArray()) {
      hash = 31 * hash + letter;
    }
    return letters(hash >>> 1, 10);
  }

  private static String letters(long number, int count) {
    StringBuilder out = new StringBuilder();
    long rest = number;
    for (int i = 0; i < count; i++) {
      out.append(LETTERS.charAt((int) (rest % LETTERS.length())));
      rest /= LETTERS.length();
    }
    return out.toString();
  }
}
