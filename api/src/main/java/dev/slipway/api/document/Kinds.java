package dev.slipway.api.document;

import dev.slipway.api.problem.Refusal;
import dev.slipway.documents.DocumentReader;
import java.util.Locale;

/** Kinds of documents as people type them. */
final class Kinds {
  private Kinds() {}

  /**
   * The kind as documents write it, whatever the case of its letters.
   *
   * @throws Refusal with the known ones
   */
  static String check(String given) {
    return DocumentReader.KINDS.stream()
        .filter(kind -> kind.toLowerCase(Locale.ROOT).equals(given.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.notFound(
                    "'%s' is not a kind of document; known: %s"
                        .formatted(given, String.join(", ", DocumentReader.KINDS))));
  }
}
