package dev.slipway.ledger.document;

import java.time.Instant;

/**
 * One revision, which never changes.
 *
 * @param revision from 1
 * @param hash SHA-256 of the text, hex
 */
public record DocumentRevision(
    DocumentKey key,
    long revision,
    String yaml,
    String hash,
    String appliedBy,
    Instant appliedAt) {}
