package dev.slipway.verify;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a service is looked at after it was taken back: its pods, its health and its smoke tests
 * against the recorded version, for a while. Conditions and log scans look at a span of time that
 * the bad version filled, so they would blame the good one.
 */
public final class WayBackChecks {
  /** Nobody wants an undo to hold the lock for days. */
  private static final Duration LONGEST = Duration.ofMinutes(15);

  private static final String VERSION = "${version}";

  private WayBackChecks() {}

  /**
   * @param forward how the new version was to be looked at
   * @param versionKnown whether the recorded version has a name; without one, a field that shows
   *     the version must only be there, and a script that sends it is left out
   * @return empty when the pods were all that could be looked at, and at once
   */
  public static Optional<VerifyPlan> of(VerifyPlan forward, boolean versionKnown) {
    List<VerifyStep> steps =
        forward.steps().stream().flatMap(step -> kept(step, versionKnown).stream()).toList();
    Duration observe = forward.observe().compareTo(LONGEST) > 0 ? LONGEST : forward.observe();
    boolean onlyPods = steps.stream().allMatch(VerifyStep.Pods.class::isInstance);
    return steps.isEmpty() || (onlyPods && observe.isZero())
        ? Optional.empty()
        : Optional.of(new VerifyPlan(forward.settle(), observe, forward.every(), steps));
  }

  private static Optional<VerifyStep> kept(VerifyStep step, boolean versionKnown) {
    return switch (step) {
      case VerifyStep.Pods pods -> Optional.of(pods);
      case VerifyStep.Health health -> Optional.of(versionKnown ? health : unnamed(health));
      case VerifyStep.Smoke smoke -> versionKnown ? Optional.of(smoke) : unnamed(smoke);
      case VerifyStep.LogScan scan -> Optional.empty();
      case VerifyStep.Condition condition -> Optional.empty();
    };
  }

  private static VerifyStep unnamed(VerifyStep.Health health) {
    return new VerifyStep.Health(
        health.name(),
        health.warnOnly(),
        health.target(),
        health.path(),
        unnamed(health.expect()),
        health.samples(),
        health.interval(),
        health.maxLatency());
  }

  private static Optional<VerifyStep> unnamed(VerifyStep.Smoke smoke) {
    List<HttpStep> steps = smoke.steps().stream().map(WayBackChecks::unnamed).toList();
    return steps.stream().anyMatch(step -> step.toString().contains(VERSION))
        ? Optional.empty()
        : Optional.of(
            new VerifyStep.Smoke(
                smoke.name(), smoke.warnOnly(), smoke.target(), steps, smoke.secrets()));
  }

  private static HttpStep unnamed(HttpStep step) {
    return new HttpStep(
        step.name(),
        step.method(),
        step.path(),
        step.headers(),
        step.body(),
        step.expectStatus(),
        unnamed(step.expect()),
        step.extract(),
        step.cleanup());
  }

  private static List<FieldExpectation> unnamed(List<FieldExpectation> fields) {
    return fields.stream()
        .map(
            field ->
                field.equalTo() != null && field.equalTo().contains(VERSION)
                    ? new FieldExpectation(field.pointer(), null)
                    : field)
        .toList();
  }
}
