package dev.slipway.ledger.document;

/**
 * @param revision the present one now
 */
public record AppliedDocument(DocumentKey key, long revision, DocumentChange change) {}
