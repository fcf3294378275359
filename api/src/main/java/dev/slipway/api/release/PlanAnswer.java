package dev.slipway.api.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.slipway.gate.FreezeWindow;
import dev.slipway.preflight.PreflightReport;
import dev.slipway.release.Planned;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ReleasePolicy;
import dev.slipway.release.Retry;
import dev.slipway.snapshot.WorkloadSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a release would do, and what would hold it back.
 *
 * @param type always {@code ready}
 * @param snapshots the present state, which is the way back
 * @param retried what was answered only after attempts in vain
 * @param heldBack a sentence for each freeze window in which the release would have to wait if it
 *     were started and approved now
 */
record PlanAnswer(
    String type,
    ReleasePlan plan,
    List<WorkloadSnapshot> snapshots,
    PreflightReport preflight,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Retry> retried,
    List<String> heldBack) {
  PlanAnswer {
    snapshots = List.copyOf(snapshots);
    retried = List.copyOf(retried);
    heldBack = List.copyOf(heldBack);
  }

  static PlanAnswer of(Planned.Ready ready, Instant now) {
    return new PlanAnswer(
        "ready",
        ready.plan(),
        ready.snapshots(),
        ready.preflight(),
        ready.retried(),
        heldBack(ready.plan().policy(), now));
  }

  /** Nothing asks for a freeze window before the notice period is over. */
  static List<String> heldBack(ReleasePolicy policy, Instant now) {
    Instant earliest = now.plus(policy.noticePeriod());
    return policy.ignoreFreeze()
        ? List.of()
        : policy.freezes().stream().flatMap(w -> heldBack(w, earliest)).toList();
  }

  private static Stream<String> heldBack(FreezeWindow window, Instant earliest) {
    return window.coversUntil(earliest).stream().map(window::holdsUntil);
  }
}
