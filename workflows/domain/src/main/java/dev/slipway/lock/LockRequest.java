package dev.slipway.lock;

import dev.slipway.gate.FreezeWindow;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.util.List;

/**
 * All scopes of a run at once, so that two runs can never hold half of each other's.
 *
 * @param workflowId where answers go
 * @param services scopes; not empty
 * @param ignoreFreeze a recorded right of hotfixes, where the policy gives it
 * @param freezes windows that the run was planned with, for a lock space that was told of none
 */
public record LockRequest(
    RunId run,
    String workflowId,
    LockPurpose purpose,
    List<ServiceName> services,
    String by,
    boolean ignoreFreeze,
    List<FreezeWindow> freezes) {
  public LockRequest {
    services = List.copyOf(services);
    // runs of an older build tell of none
    freezes = freezes == null ? List.of() : List.copyOf(freezes);
  }

  /** A request that no freeze concerns, or that leaves them to the lock space. */
  public LockRequest(
      RunId run,
      String workflowId,
      LockPurpose purpose,
      List<ServiceName> services,
      String by,
      boolean ignoreFreeze) {
    this(run, workflowId, purpose, services, by, ignoreFreeze, List.of());
  }

  public boolean overlaps(LockRequest other) {
    return services.stream().anyMatch(other.services::contains);
  }
}
