/**
 * Reads, checks, compares and writes the documents that teams write, and makes JSON Schema and
 * reference pages from the same records. Nothing is stored or started here. May use the domain's
 * document room, a YAML parser and a schema generator.
 */
@NullMarked
package dev.slipway.documents;

import org.jspecify.annotations.NullMarked;
