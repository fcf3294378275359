package dev.slipway.verify;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.slipway.preflight.HttpTarget;
import dev.slipway.rollout.WorkloadRef;
import java.time.Duration;
import java.util.List;

/** One way to show that the service works. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = VerifyStep.Pods.class, name = "pods"),
  @JsonSubTypes.Type(value = VerifyStep.Health.class, name = "health"),
  @JsonSubTypes.Type(value = VerifyStep.Smoke.class, name = "smoke"),
  @JsonSubTypes.Type(value = VerifyStep.LogScan.class, name = "log-scan"),
  @JsonSubTypes.Type(value = VerifyStep.Condition.class, name = "condition")
})
public sealed interface VerifyStep {
  String name();

  /** A failure is reported but does not fail the release. */
  boolean warnOnly();

  /** All pods Running and Ready with the wanted digests and no restarts since the rollout. */
  record Pods(String name, boolean warnOnly, WorkloadRef workload) implements VerifyStep {}

  /**
   * N samples of a health endpoint, all of which must be good.
   *
   * @param samples 1 to 1,000
   * @param interval between samples
   * @param maxLatency slower answers fail the sample; zero for no limit
   */
  record Health(
      String name,
      boolean warnOnly,
      HttpTarget target,
      String path,
      List<FieldExpectation> expect,
      int samples,
      Duration interval,
      Duration maxLatency)
      implements VerifyStep {}

  /** Requests in order, with cleanup in reverse order whatever happens. */
  record Smoke(
      String name,
      boolean warnOnly,
      HttpTarget target,
      List<HttpStep> steps,
      List<SecretVariable> secrets)
      implements VerifyStep {}

  /**
   * No more than so many lines match since the rollout began.
   *
   * @param patterns regular expressions (RE2-like subset of java.util.regex, no look-behind needed)
   */
  record LogScan(
      String name, boolean warnOnly, WorkloadRef workload, List<String> patterns, int maxMatches)
      implements VerifyStep {}

  /**
   * A number from Prometheus held against a threshold, over the observation time.
   *
   * @param prometheus base URL
   * @param query PromQL that yields one scalar or one series
   */
  record Condition(
      String name,
      boolean warnOnly,
      String prometheus,
      String query,
      Comparison comparison,
      double threshold)
      implements VerifyStep {}
}
