package dev.slipway.contract.verify;

import dev.slipway.verify.VerifyStep;

public record HealthRequest(VerifyStep.Health step, VerifyContext context) {}
