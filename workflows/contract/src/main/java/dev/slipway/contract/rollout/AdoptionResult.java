package dev.slipway.contract.rollout;

import dev.slipway.snapshot.FoundWorkload;
import java.util.List;

/**
 * @param workloads Deployments and StatefulSets, by name
 */
public record AdoptionResult(List<FoundWorkload> workloads) {
  public AdoptionResult {
    workloads = List.copyOf(workloads);
  }
}
