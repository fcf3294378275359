package dev.slipway.contract.evidence;

import dev.slipway.name.RunId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of runs that have not ended.
 *
 * @param workflowIds in the order of their runs
 * @param last where the next page starts; null when this is the last page
 */
public record OpenRuns(List<String> workflowIds, @Nullable RunId last) {
  public OpenRuns {
    workflowIds = List.copyOf(workflowIds);
  }
}
