package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Timers;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;

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
        Workflow.newCancellationScope(() -> Async.procedure(() -> ring(limit, what, limited)));
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

  /** Time in which nobody of us was there counts for nothing. */
  private static void ring(Duration limit, String what, CancellationScope limited) {
    while (Timers.sleep(limit, "time limit of " + what).isPositive()) {
      Workflow.getLogger(TimeLimit.class).warn("nobody was there; {} counts again", what);
    }
    limited.cancel("it took too long");
  }
}
