package dev.slipway.contract.verify;

import dev.slipway.verify.VerifyStep;

public record SmokeRequest(VerifyStep.Smoke step, VerifyContext context) {}
