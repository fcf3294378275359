package dev.slipway.probes;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a long look needs from whoever runs it: a sign of life, a pause, a memory. */
public interface Pulse {
  /**
   * Says that the look goes on, and what to remove should it end here.
   *
   * @throws io.temporal.client.ActivityCompletionException when nobody wants the answer any more
   */
  void beat(List<PendingCleanup> pending);

  /** What an earlier attempt left behind. */
  List<PendingCleanup> leftovers();

  /** Waits and keeps beating; ends early with an exception when nobody wants the answer. */
  void pause(Duration duration, List<PendingCleanup> pending);

  /** Waits a few seconds without a sign of life, also when nobody wants the answer any more. */
  void rest(Duration duration);

  /** For a look outside Temporal: nobody cancels it, and nothing is remembered. */
  static Pulse still() {
    return new Pulse() {
      @Override
      public void beat(List<PendingCleanup> pending) {
        // nobody listens
      }

      @Override
      public List<PendingCleanup> leftovers() {
        return List.of();
      }

      @Override
      public void pause(Duration duration, List<PendingCleanup> pending) {
        rest(duration);
      }

      @Override
      public void rest(Duration duration) {
        LockSupport.parkNanos(duration.toNanos());
      }
    };
  }
}
