package dev.slipway.contract.rollout;

import java.util.List;

/**
 * @param changed names of the autoscalers that were changed now
 */
public record AutoscalerResult(List<String> changed) {
  public AutoscalerResult {
    changed = List.copyOf(changed);
  }
}
