package dev.slipway.release;

import dev.slipway.name.ServiceName;
import dev.slipway.name.SiteName;
import dev.slipway.rollout.WorkloadRef;
import org.jspecify.annotations.Nullable;

/**
 * One image to resolve at a site (A03).
 *
 * @param repository registry and path
 * @param version tag or digest as asked for
 * @param pullSecret Secret in the workload's namespace with the registry login, null for none
 */
public record WantedImage(
    ServiceName service,
    SiteName site,
    WorkloadRef workload,
    String container,
    boolean init,
    String repository,
    String version,
    @Nullable String pullSecret) {}
