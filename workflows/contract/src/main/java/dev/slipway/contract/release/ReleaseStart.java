package dev.slipway.contract.release;

import dev.slipway.document.DocumentSet;
import dev.slipway.release.ReleaseRequest;

/**
 * @param documents the immutable revisions that the request was checked against
 */
public record ReleaseStart(ReleaseRequest request, DocumentSet documents) {}
