package dev.slipway.release;

import dev.slipway.name.ServiceName;

/**
 * @param version tag or {@code sha256:} digest; a tag is resolved once and pinned
 */
public record WantedService(ServiceName service, String version) {}
