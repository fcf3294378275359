package dev.slipway.definitions.run;

import io.temporal.failure.CanceledFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Timers that say in the Web UI what they are for, and that know when nobody was there as they
 * rang: then no worker of ours was alive, and nothing may be decided from the time that passed.
 */
public final class Timers {
  /** A worker that lives sees its timers within this time, even on a bad day. */
  private static final Duration BAD_DAY = Duration.ofSeconds(10);

  private Timers() {}

  public static Promise<Void> start(Duration span, String summary) {
    return Workflow.newTimer(span, TimerOptions.newBuilder().setSummary(summary).build());
  }

  /**
   * @return how long nobody was there when it was over; zero when somebody was
   */
  public static Duration sleep(Duration span, String summary) {
    if (!span.isPositive()) {
      return Duration.ZERO;
    }
    Instant due = Journal.now().plus(span);
    start(span, summary).get();
    return late(due);
  }

  /**
   * Sleeps until so much time passed in which we were there.
   *
   * @param late told each time that nobody was there: for how long, and how long it sleeps again
   */
  public static void sleepAwake(
      Duration span, String summary, BiConsumer<Duration, Duration> late) {
    Duration missed = sleep(span, summary);
    while (missed.isPositive()) {
      Duration again = missed.compareTo(span) < 0 ? missed : span;
      late.accept(missed, again);
      missed = sleep(again, summary);
    }
  }

  /**
   * Waits for the condition, but no longer than this.
   *
   * @return whether the condition holds, also when both came at the same moment
   */
  public static boolean await(Duration longest, String summary, Supplier<Boolean> condition) {
    var box = new ArrayDeque<Promise<Void>>();
    CancellationScope clock = Workflow.newCancellationScope(() -> box.add(start(longest, summary)));
    clock.run();
    Promise<Void> over = box.getLast();
    expectCancelling(over);
    try {
      Workflow.await(() -> condition.get() || over.isCompleted());
    } finally {
      if (!over.isCompleted()) {
        clock.cancel();
      }
    }
    return condition.get();
  }

  /** Without it the SDK warns of each cancelled promise as of a failure that nobody looked at. */
  public static void expectCancelling(Promise<Void> promise) {
    promise.handle(
        (nothing, failure) -> {
          if (failure != null && !(failure instanceof CanceledFailure)) {
            throw failure;
          }
          return null;
        });
  }

  /** How long nobody was there to see that it was time; zero when somebody was. */
  public static Duration late(Instant due) {
    Duration late = Duration.between(due, Journal.now());
    return late.compareTo(BAD_DAY) > 0 ? late : Duration.ZERO;
  }
}
