package dev.slipway.ledger.token;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import java.util.List;

/**
 * Where a token holds.
 *
 * @param environments empty for all
 * @param services empty for all
 */
public record TokenScope(List<EnvironmentName> environments, List<ServiceName> services) {
  public TokenScope {
    environments = List.copyOf(environments);
    services = List.copyOf(services);
  }

  public static TokenScope everything() {
    return new TokenScope(List.of(), List.of());
  }

  public boolean covers(EnvironmentName environment) {
    return environments.isEmpty() || environments.contains(environment);
  }

  /** Whether it holds for all of these services in this environment. */
  public boolean covers(EnvironmentName environment, List<ServiceName> wanted) {
    return covers(environment) && (services.isEmpty() || services.containsAll(wanted));
  }
}
