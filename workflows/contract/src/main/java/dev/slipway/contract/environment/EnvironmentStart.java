package dev.slipway.contract.environment;

import dev.slipway.lock.LockSpace;
import dev.slipway.name.EnvironmentName;
import org.jspecify.annotations.Nullable;

/**
 * @param space carried over by continue-as-new; null at birth
 */
public record EnvironmentStart(EnvironmentName environment, @Nullable LockSpace space) {}
