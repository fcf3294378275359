package dev.slipway.contract.evidence;

import dev.slipway.evidence.KeyedFact;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import java.util.List;

public record AppendRequest(RunId run, EnvironmentName environment, List<KeyedFact> facts) {
  public AppendRequest {
    facts = List.copyOf(facts);
  }
}
