package dev.slipway.probes;

import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Heartbeats of the activity that runs on this thread. */
final class TemporalPulse implements Pulse {
  private static final long SLICE_NANOS = Duration.ofSeconds(2).toNanos();

  /** Details are one record: lists lose the type of what is in them on the wire. */
  record Remembered(List<PendingCleanup> pending) {
    Remembered {
      pending = List.copyOf(pending);
    }
  }

  @Override
  public void beat(List<PendingCleanup> pending) {
    Activity.getExecutionContext().heartbeat(new Remembered(pending));
  }

  @Override
  public List<PendingCleanup> leftovers() {
    ActivityExecutionContext context = Activity.getExecutionContext();
    return context
        .getLastHeartbeatDetails(Remembered.class)
        .map(Remembered::pending)
        .orElse(List.of());
  }

  @Override
  public void rest(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }

  @Override
  public void pause(Duration duration, List<PendingCleanup> pending) {
    long end = System.nanoTime() + duration.toNanos();
    long left = duration.toNanos();
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      beat(pending);
      LockSupport.parkNanos(Math.min(left, SLICE_NANOS));
      left = end - System.nanoTime();
    }
  }
}
