package dev.slipway.contract.verify;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;

/** Values of {@code ${run}}, {@code ${environment}}, {@code ${service}} and {@code ${version}}. */
public record VerifyContext(
    RunId run, EnvironmentName environment, ServiceName service, String version) {}
