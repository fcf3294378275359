package dev.slipway.fire.stage;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for other processes by asking again and again. */
public final class Waiting {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private Waiting() {}

  /**
   * @param what for the message when it does not come
   * @throws FireFailure after the time limit
   */
  public static void until(String what, Duration limit, BooleanSupplier there) {
    if (!within(limit, there)) {
      throw new FireFailure("waited %s in vain for %s".formatted(limit, what));
    }
  }

  /** Whether it came within the time limit. */
  public static boolean within(Duration limit, BooleanSupplier there) {
    long end = System.nanoTime() + limit.toNanos();
    while (!there.getAsBoolean()) {
      if (System.nanoTime() > end || Thread.interrupted()) {
        return false;
      }
      pause();
    }
    return true;
  }

  static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }
}
