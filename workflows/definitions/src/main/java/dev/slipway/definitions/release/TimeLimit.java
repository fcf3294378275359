package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Faults;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Lets something on the way back wait for an ill platform, but not for ever. */
final class TimeLimit {
  private TimeLimit() {}

  /**
   * @param what is named by the trouble that a passed limit gives
   */
  static RolloutEnd within(Duration limit, String what, Functions.Func<RolloutEnd> work) {
    var box = new ArrayDeque<RolloutEnd>();
    CancellationScope limited = Workflow.newCancellationScope(() -> box.add(work.apply()));
    CancellationScope clock =
        Workflow.newCancellationScope(
            () -> Workflow.newTimer(limit).thenApply(over -> cancel(limited)));
    clock.run();
    try {
      limited.run();
    } catch (TemporalFailure failure) {
      box.add(new RolloutEnd.Failed(new Trouble.Unseen(what, Faults.words(failure))));
    } finally {
      clock.cancel();
    }
    return box.getLast();
  }

  private static @Nullable Void cancel(CancellationScope scope) {
    scope.cancel("it took too long");
    return null;
  }
}
