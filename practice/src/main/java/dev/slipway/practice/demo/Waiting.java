package dev.slipway.practice.demo;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for something that another process brings about. */
final class Waiting {
  private Waiting() {}

  static void until(String what, Duration limit, BooleanSupplier condition) {
    long end = System.nanoTime() + limit.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new DemoFailure("waited %d s in vain for %s".formatted(limit.toSeconds(), what));
      }
      pause();
    }
  }

  static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(150);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new DemoFailure("the demo was interrupted", stop);
    }
  }
}
