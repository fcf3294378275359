package dev.slipway.lock;

import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.util.List;

/**
 * All scopes of a run at once, so that two runs can never hold half of each other's.
 *
 * @param workflowId where answers go
 * @param services scopes; not empty
 * @param ignoreFreeze a recorded right of hotfixes, where the policy gives it
 */
public record LockRequest(
    RunId run,
    String workflowId,
    LockPurpose purpose,
    List<ServiceName> services,
    String by,
    boolean ignoreFreeze) {
  public LockRequest {
    services = List.copyOf(services);
  }

  public boolean overlaps(LockRequest other) {
    return services.stream().anyMatch(other.services::contains);
  }
}
