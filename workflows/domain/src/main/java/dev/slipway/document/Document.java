package dev.slipway.document;

/** One revision of one document, of whichever kind. */
public sealed interface Document permits ServiceDocument, EnvironmentDocument {

  /** As the document's own {@code kind} says. */
  String kind();

  /** Name as text, unique within its kind. */
  String title();

  long revision();

  Document withRevision(long registered);
}
