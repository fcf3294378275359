package dev.slipway.contract.evidence;

import dev.slipway.name.EnvironmentName;

public record LockRecallRequest(EnvironmentName environment) {}
