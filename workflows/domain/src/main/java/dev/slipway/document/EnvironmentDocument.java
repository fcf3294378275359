package dev.slipway.document;

import dev.slipway.name.EnvironmentName;

/** One revision of an {@code Environment} document. */
public record EnvironmentDocument(EnvironmentName name, long revision) {}
