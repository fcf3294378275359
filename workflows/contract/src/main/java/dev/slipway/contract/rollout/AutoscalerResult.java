package dev.slipway.contract.rollout;

import dev.slipway.name.Retried;
import java.util.List;

/**
 * @param changed names of the autoscalers that were changed now
 */
public record AutoscalerResult(List<String> changed, int retries) implements Retried {
  public AutoscalerResult {
    changed = List.copyOf(changed);
  }

  /** At the first attempt. */
  public AutoscalerResult(List<String> changed) {
    this(changed, 0);
  }
}
