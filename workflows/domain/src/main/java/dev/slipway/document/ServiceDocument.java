package dev.slipway.document;

import dev.slipway.name.ServiceName;

/** One revision of a {@code Service} document. */
public record ServiceDocument(ServiceName name, long revision) {}
