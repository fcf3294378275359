package dev.slipway.ledger.document;

import dev.slipway.ledger.Sha256;

/**
 * A document as somebody wants it to be.
 *
 * @param yaml as written, comments included; 1 character to 1 MiB
 */
public record DocumentText(DocumentKey key, String yaml) {
  private static final int LONGEST = 1 << 20;

  public DocumentText {
    if (yaml == null || yaml.isBlank() || yaml.length() > LONGEST) {
      throw new IllegalArgumentException(
          "%s needs a text of 1 to %d characters".formatted(key, LONGEST));
    }
    if (yaml.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("%s holds a NUL character; remove it".formatted(key));
    }
  }

  String hash() {
    return Sha256.of(yaml);
  }
}
