package dev.slipway.documents;

/**
 * Text of one file.
 *
 * @param file name for messages; nothing is read from it
 */
public record SourceText(String file, String text) {}
