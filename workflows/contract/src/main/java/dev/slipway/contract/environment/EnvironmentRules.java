package dev.slipway.contract.environment;

import dev.slipway.gate.FreezeWindow;
import java.util.List;

/** What the environment's document says about starting. */
public record EnvironmentRules(List<FreezeWindow> freezes) {
  public EnvironmentRules {
    freezes = List.copyOf(freezes);
  }
}
