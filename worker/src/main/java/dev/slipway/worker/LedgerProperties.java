package dev.slipway.worker;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param url {@code jdbc:postgresql://host:port/database}
 * @param user the role that works
 * @param password reference to its password; none if absent
 * @param owner the role that migrates; the schema is only checked if absent
 * @param ownerPassword reference to the owner's password
 * @param connections of this process, 1 to 200
 */
public record LedgerProperties(
    String url,
    @DefaultValue("slipway_runtime") String user,
    @Nullable String password,
    @Nullable String owner,
    @Nullable String ownerPassword,
    @DefaultValue("10") int connections) {}
