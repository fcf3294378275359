package dev.slipway.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Searches for secrets in whatever is put before it, also in the forms that programs write. */
final class SecretSearch {
  /** Bytes of each form, as text of one character per byte. */
  private final Map<String, List<String>> forms = new LinkedHashMap<>();

  private final TreeSet<String> hits = new TreeSet<>();
  private final TreeSet<String> places = new TreeSet<>();

  /**
   * @param secrets by the name of the place they come from
   */
  SecretSearch(Map<String, String> secrets) {
    secrets.forEach(
        (name, secret) -> {
          if (secret.length() < 16) {
            throw new IllegalArgumentException(name + " is too short to be found without doubt");
          }
          forms.put(name, forms(secret));
        });
  }

  private static List<String> forms(String secret) {
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    var all = new ArrayList<String>();
    all.add(secret);
    all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    all.add(HexFormat.of().formatHex(bytes));
    for (int before = 0; before < 3; before++) {
      all.add(inside(bytes, before, Base64.getEncoder()));
      all.add(inside(bytes, before, Base64.getUrlEncoder()));
    }
    return all.stream().distinct().toList();
  }

  /** What of Base64 stays the same whatever stands before and after the secret. */
  private static String inside(byte[] secret, int before, Base64.Encoder encoder) {
    byte[] shifted = new byte[before + secret.length];
    System.arraycopy(secret, 0, shifted, before, secret.length);
    String text = encoder.withoutPadding().encodeToString(shifted);
    return text.substring((before * 8 + 5) / 6, shifted.length * 8 / 6);
  }

  void look(String place, String text) {
    look(place, text.getBytes(StandardCharsets.UTF_8));
  }

  void look(String place, byte[] bytes) {
    if (bytes.length > 0) {
      places.add(place);
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    forms.forEach(
        (name, all) -> {
          if (all.stream().anyMatch(text::contains)) {
            hits.add("%s in %s".formatted(name, place));
          }
        });
  }

  /** Every secret that was found, with the place where. */
  List<String> hits() {
    return List.copyOf(hits);
  }

  /** Where there was anything to search in. */
  List<String> places() {
    return List.copyOf(places);
  }
}
