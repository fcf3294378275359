package dev.slipway.contract.evidence;

import dev.slipway.name.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param runs workflow ids
 */
public record OpenRuns(List<String> workflowIds, @Nullable RunId last) {
  public OpenRuns {
    workflowIds = List.copyOf(workflowIds);
  }
}
