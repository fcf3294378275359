package dev.slipway.release;

import dev.slipway.name.Actor;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.rollout.ConfigSetting;
import java.util.List;

/**
 * What a person or a CI asks for.
 *
 * @param reason free text, shown to approvers
 * @param acceptDrift go on although live state differs from the last recorded one
 * @param config configuration objects to switch to, by slot
 */
public record ReleaseRequest(
    RunId run,
    EnvironmentName environment,
    List<WantedService> services,
    List<ConfigSetting> config,
    ReleaseKind kind,
    Actor requestedBy,
    String reason,
    boolean acceptDrift) {
  public ReleaseRequest {
    services = List.copyOf(services);
    config = List.copyOf(config);
  }
}
