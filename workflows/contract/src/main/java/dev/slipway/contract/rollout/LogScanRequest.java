package dev.slipway.contract.rollout;

import dev.slipway.verify.VerifyStep;
import java.time.Instant;

public record LogScanRequest(VerifyStep.LogScan scan, Instant since) {}
