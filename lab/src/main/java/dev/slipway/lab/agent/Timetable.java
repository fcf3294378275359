package dev.slipway.lab.agent;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs short things later, or again and again. One that fails says so and does not keep the next
 * from running, unlike on a bare executor, which drops a repeated task without a word.
 */
final class Timetable implements AutoCloseable {
  private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

  /** Runs a thing once and returns what calls it off. */
  Runnable after(Duration delay, Runnable thing) {
    return cancellation(threads.schedule(guarded(thing), delay.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Runs a thing at once, then in every period, and returns what calls it off. */
  Runnable every(Duration period, Runnable thing) {
    return cancellation(
        threads.scheduleAtFixedRate(guarded(thing), 0, period.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Lets the calling thread rest. */
  void pause(Duration time) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    after(time, over::countDown);
    over.await();
  }

  private static Runnable cancellation(ScheduledFuture<?> planned) {
    return () -> planned.cancel(false);
  }

  private static Runnable guarded(Runnable thing) {
    return () -> {
      try {
        thing.run();
      } catch (RuntimeException e) {
        System.err.println("a planned task failed: " + e);
      }
    };
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
