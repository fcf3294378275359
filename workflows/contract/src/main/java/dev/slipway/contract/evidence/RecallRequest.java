package dev.slipway.contract.evidence;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.ServiceName;
import java.util.List;

public record RecallRequest(EnvironmentName environment, List<ServiceName> services) {
  public RecallRequest {
    services = List.copyOf(services);
  }
}
