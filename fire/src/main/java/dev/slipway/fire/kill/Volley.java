package dev.slipway.fire.kill;

import dev.slipway.fire.stage.FireFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Kills for all rounds that share an installation: one that has come to a chosen point waits there
 * a little for the others, and then all that wait are struck by one kill, each at its own point.
 */
final class Volley {
  /** What a strike means for the process that tells its moments. */
  enum Fate {
    /** It dies where it stands. */
    DIES,
    /** Another one was meant. */
    LIVES,
    /** It was told to stop, and goes on until it is done. */
    STOPS
  }

  private final Supplier<CompletableFuture<Duration>> kill;
  private final Fate fate;
  private final Duration patience;
  private final List<Trap> traps = new ArrayList<>();
  private final Set<Trap> waiting = new LinkedHashSet<>();
  private int strikes;
  private CompletableFuture<Duration> over = CompletableFuture.completedFuture(Duration.ZERO);
  private Duration longest = Duration.ZERO;

  /**
   * @param kill strikes, and says when what was struck serves again and how long that took
   * @param fate of the process that tells its moments
   * @param patience how long a round waits for others
   */
  Volley(Supplier<CompletableFuture<Duration>> kill, Fate fate, Duration patience) {
    this.kill = kill;
    this.fate = fate;
    this.patience = patience;
  }

  synchronized void add(Trap trap) {
    traps.add(trap);
  }

  /** Comes back after the strike, and says whether the process that waits here lives on. */
  synchronized boolean strike(Trap trap) {
    if (fate == Fate.STOPS && !over.isDone()) {
      // it is stopping already; to wait here for its end would keep it from its end
      return true;
    }
    int number = strikes;
    long end = System.nanoTime() + patience.toNanos();
    waiting.add(trap);
    notifyAll();
    while (number == strikes && !allHere() && System.nanoTime() < end) {
      await(end - System.nanoTime());
    }
    if (number == strikes) {
      strikes++;
      waiting.clear();
      kill();
      notifyAll();
    }
    return fate != Fate.DIES;
  }

  private boolean allHere() {
    return traps.stream().filter(Trap::isSet).allMatch(waiting::contains);
  }

  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new FireFailure("interrupted", stop);
    }
  }

  /** A trap is set no longer. */
  synchronized void changed() {
    notifyAll();
  }

  private void kill() {
    // what is still on its way up after an earlier strike cannot be killed yet
    Duration before = over.join();
    longest = before.compareTo(longest) > 0 ? before : longest;
    over = kill.get();
  }

  synchronized int strikes() {
    return strikes;
  }

  /**
   * Waits until what was killed serves again.
   *
   * @return how long the slowest took; for a drained worker, its end
   */
  Duration over() {
    CompletableFuture<Duration> running;
    synchronized (this) {
      running = over;
    }
    Duration last = running.join();
    synchronized (this) {
      return last.compareTo(longest) > 0 ? last : longest;
    }
  }
}
