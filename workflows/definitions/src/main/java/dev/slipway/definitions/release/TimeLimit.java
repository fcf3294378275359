package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Timers;
import dev.slipway.name.TimeText;
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
  static RolloutEnd within(
      Duration limit, String what, Journal journal, Functions.Func<RolloutEnd> work) {
    var box = new ArrayDeque<RolloutEnd>();
    CancellationScope limited = Workflow.newCancellationScope(() -> box.add(work.apply()));
    CancellationScope clock =
        Workflow.newCancellationScope(
            () ->
                Timers.expectCancelling(
                    Async.procedure(() -> ring(limit, what, journal, limited))));
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
  private static void ring(
      Duration limit, String what, Journal journal, CancellationScope limited) {
    Duration missed = Timers.sleep(limit, "time limit of " + what);
    while (missed.isPositive()) {
      journal.noteLate("the time limit of " + what, missed, limit);
      missed = Timers.sleep(limit, "time limit of " + what);
    }
    limited.cancel("%s was not finished within %s".formatted(what, TimeText.of(limit)));
  }
}
