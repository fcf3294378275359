package dev.slipway.contract.rollout;

import dev.slipway.contract.FailureType;
import dev.slipway.snapshot.FoundWorkload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param workloads Deployments and StatefulSets, by name
 * @param refusal why there is nothing to tell; null when there is
 */
public record AdoptionResult(List<FoundWorkload> workloads, @Nullable Refusal refusal) {
  /** A plain answer of the site, and no fault of ours: such a namespace does not exist. */
  public record Refusal(FailureType type, String why) {}

  public AdoptionResult {
    workloads = List.copyOf(workloads);
  }

  public AdoptionResult(List<FoundWorkload> workloads) {
    this(workloads, null);
  }
}
