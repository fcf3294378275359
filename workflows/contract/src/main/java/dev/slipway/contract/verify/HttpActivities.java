package dev.slipway.contract.verify;

import dev.slipway.preflight.Check;
import dev.slipway.preflight.Finding;
import dev.slipway.verify.StepVerdict;
import io.temporal.activity.ActivityInterface;

@ActivityInterface(namePrefix = "Http")
public interface HttpActivities {
  /** A67. Heartbeats between samples. */
  StepVerdict health(HealthRequest request);

  /**
   * A68/A69: the whole script with its cleanup, so that what it extracts never leaves the activity.
   */
  StepVerdict smoke(SmokeRequest request);

  /** Answers HealthEndpoint, TlsDays, DnsTarget, CorsOrigin, SecretReadable. */
  Finding check(Check check);
}
