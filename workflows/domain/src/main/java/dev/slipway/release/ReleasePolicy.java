package dev.slipway.release;

import dev.slipway.gate.ApprovalPolicy;
import dev.slipway.gate.FreezeWindow;
import dev.slipway.notice.Receiver;
import java.time.Duration;
import java.util.List;

/**
 * Everything that is the same for all services of a release.
 *
 * @param noticePeriod silence between announcement and first effect; zero for none
 * @param maxParallel services of one wave in flight at once, 1 to 100
 * @param retryBudget how long one step is retried against an ill system before the release holds
 * @param bake healthy waiting time at the end, with the right to roll back
 * @param ignoreFreeze only a hotfix policy may set it
 */
public record ReleasePolicy(
    ApprovalPolicy approval,
    Duration noticePeriod,
    FailureAction onFailure,
    int maxParallel,
    HoldPolicy hold,
    Duration retryBudget,
    Duration bake,
    boolean ignoreFreeze,
    List<FreezeWindow> freezes,
    List<Receiver> receivers) {
  public ReleasePolicy {
    freezes = List.copyOf(freezes);
    receivers = List.copyOf(receivers);
  }
}
