package dev.slipway.release;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.util.List;

/**
 * Resolved, complete, immutable input of a release.
 *
 * @param rulesVersion which rules the planners shall use for as long as this release lives
 * @param hash SHA-256 (hex, first 16 digits) over the parts that people approve
 * @param warnings what the author should know, as sentences
 */
public record ReleasePlan(
    int rulesVersion,
    String hash,
    ReleaseRequest request,
    List<Wave> waves,
    ReleasePolicy policy,
    List<SitedCheck> checks,
    List<Origin> origins,
    List<String> warnings) {
  public ReleasePlan {
    waves = List.copyOf(waves);
    checks = List.copyOf(checks);
    origins = List.copyOf(origins);
    warnings = List.copyOf(warnings);
  }

  public RunId run() {
    return request.run();
  }

  public EnvironmentName environment() {
    return request.environment();
  }

  public List<ServicePlan> services() {
    return waves.stream().flatMap(w -> w.services().stream()).toList();
  }

  /**
   * @throws IllegalArgumentException when the plan has no such service
   */
  public ServicePlan service(ServiceName name) {
    return services().stream()
        .filter(s -> s.service().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is not part of the plan of %s".formatted(name, run())));
  }

  public List<ServiceName> serviceNames() {
    return services().stream().map(ServicePlan::service).toList();
  }
}
