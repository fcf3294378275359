package dev.slipway.release;

import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.name.ServiceName;
import java.util.List;

/**
 * Ask to bring services of a finished run back to the state recorded before it.
 *
 * @param run id of the rollback itself
 * @param of the run whose recorded state is the target
 * @param services which of them; empty for all, as older builds asked for everything
 */
public record RollbackRequest(
    RunId run,
    RunId of,
    EnvironmentName environment,
    List<ServiceName> services,
    Actor requestedBy,
    String reason) {
  public RollbackRequest {
    services = List.copyOf(services);
  }
}
