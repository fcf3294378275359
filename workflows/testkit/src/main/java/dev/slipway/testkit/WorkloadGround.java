package dev.slipway.testkit;

import dev.slipway.artifact.ImageRef;
import dev.slipway.contract.rollout.AutoscalerActivities;
import dev.slipway.contract.rollout.RecoveryNoteActivities;
import dev.slipway.contract.rollout.WorkloadActivities;
import java.util.function.UnaryOperator;

/**
 * Where the workload contracts stand: a cluster whose pods run the sample application, and the
 * adapters under test on it.
 *
 * @param push pushes the sample application as {@code repository:tag} and gives the image by
 *     digest; the tag decides what its pods do
 */
public record WorkloadGround(
    ClusterByHand cluster,
    UnaryOperator<String> push,
    WorkloadActivities workloads,
    AutoscalerActivities autoscalers,
    RecoveryNoteActivities notes) {

  /** The sample application under a tag, by digest. */
  public ImageRef image(String tag) {
    return ImageRef.of(push.apply("contract/api:" + tag));
  }
}
