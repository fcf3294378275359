package dev.slipway.ledger.document;

/**
 * Which document.
 *
 * @param kind as the document says, such as {@code Service}
 * @param name unique within the kind
 */
public record DocumentKey(String kind, String name) implements Comparable<DocumentKey> {
  /** A document of this kind keeps its services from being pruned while they have open runs. */
  public static final String SERVICE = "Service";

  /** The same for environments. */
  public static final String ENVIRONMENT = "Environment";

  public DocumentKey {
    if (kind == null || !kind.matches("[A-Z][A-Za-z]{0,62}")) {
      throw new IllegalArgumentException("kind of document '%s' is not valid".formatted(kind));
    }
    if (name == null || name.isBlank() || name.length() > 253) {
      throw new IllegalArgumentException(
          "a document of kind %s needs a name of 1 to 253 characters".formatted(kind));
    }
  }

  @Override
  public int compareTo(DocumentKey other) {
    int byKind = kind.compareTo(other.kind);
    return byKind == 0 ? name.compareTo(other.name) : byKind;
  }

  @Override
  public String toString() {
    return kind + " " + name;
  }
}
