package dev.slipway.contract.evidence;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import org.jspecify.annotations.Nullable;

public record OpenRunsRequest(EnvironmentName environment, @Nullable RunId after, int limit) {}
