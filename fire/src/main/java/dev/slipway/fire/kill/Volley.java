package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.LabParts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Kills for all rounds that share an installation: one that has come to a chosen point waits there
 * a little for the others, and then all that wait are struck by one kill, each at its own point.
 */
final class Volley {
  /** Less than Temporal gives a workflow task (10 s), so that a decision is not late by waiting. */
  private static final Duration PATIENCE = Duration.ofSeconds(9);

  private final Crew crew;
  private final LabParts parts;
  private final Target target;
  private final List<Trap> traps = new ArrayList<>();
  private final Set<Trap> waiting = new LinkedHashSet<>();
  private int strikes;
  private CompletableFuture<Duration> over = CompletableFuture.completedFuture(Duration.ZERO);
  private Duration longest = Duration.ZERO;

  Volley(Crew crew, LabParts parts, Target target) {
    this.crew = crew;
    this.parts = parts;
    this.target = target;
  }

  synchronized void add(Trap trap) {
    traps.add(trap);
  }

  /** Comes back after the strike, and says whether the process that waits here lives on. */
  synchronized boolean strike(Trap trap) {
    int number = strikes;
    long end = System.nanoTime() + PATIENCE.toNanos();
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
    return !target.worker();
  }

  private boolean allHere() {
    return traps.stream().filter(Trap::isSet).allMatch(waiting::contains);
  }

  private void await(long nanos) {
    try {
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(nanos, 1));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
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
    if (target == Target.DRAIN) {
      over = CompletableFuture.supplyAsync(crew.worker()::terminate);
      return;
    }
    if (target.api()) {
      crew.api().kill();
    }
    if (target.worker()) {
      crew.worker().kill();
    }
    if (!target.parts().isEmpty()) {
      parts.kill(target.parts());
      over = CompletableFuture.supplyAsync(this::restart);
    }
  }

  private Duration restart() {
    long begin = System.nanoTime();
    parts.start(target.parts());
    return Duration.ofNanos(System.nanoTime() - begin);
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
