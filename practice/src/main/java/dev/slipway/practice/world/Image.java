package dev.slipway.practice.world;

import dev.slipway.practice.app.Behaviour;

/**
 * One pushed image.
 *
 * @param repository {@code ipa/backend}
 * @param digest of the manifest, {@code sha256:...}
 * @param manifest the OCI manifest's exact text
 * @param configDigest of the config blob
 * @param config the config blob's exact text
 * @param behaviour what its containers do
 */
public record Image(
    String repository,
    String digest,
    String manifest,
    String configDigest,
    String config,
    Behaviour behaviour) {}
