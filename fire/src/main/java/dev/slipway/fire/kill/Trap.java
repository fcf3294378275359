package dev.slipway.fire.kill;

import dev.slipway.fire.fuse.Moment;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.LabParts;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Waits for points of one round and kills at each of them, once. */
final class Trap {
  private final Crew crew;
  private final LabParts parts;
  private final Passing passing;
  private final Target target;
  private final Set<Point> armed;
  private final Set<Integer> moments;
  private final Set<Point> reached = new LinkedHashSet<>();
  private int passedBy;
  private CompletableFuture<Duration> over = CompletableFuture.completedFuture(Duration.ZERO);

  /**
   * @param where nowhere to let everything pass
   */
  Trap(Crew crew, LabParts parts, Passing passing, Target target, Where where) {
    this.crew = crew;
    this.parts = parts;
    this.passing = passing;
    this.target = target;
    armed = new LinkedHashSet<>(where.points());
    moments = new LinkedHashSet<>(where.moments());
  }

  /** Whether the process that tells its moment lives on. */
  boolean at(Moment moment) {
    return passing.at(moment).map(this::survives).orElse(true);
  }

  private synchronized boolean survives(Point point) {
    passedBy++;
    if (!armed.remove(point) && !moments.remove(passedBy)) {
      return true;
    }
    reached.add(point);
    // what is still on its way up after an earlier point cannot be killed yet
    over.join();
    if (target == Target.DRAIN) {
      over = CompletableFuture.supplyAsync(crew.worker()::terminate);
      return true;
    }
    if (target.api()) {
      crew.api().kill();
    }
    if (!target.parts().isEmpty()) {
      parts.kill(target.parts());
    }
    over = CompletableFuture.supplyAsync(this::restart);
    return !target.worker();
  }

  private Duration restart() {
    long begin = System.nanoTime();
    if (!target.parts().isEmpty()) {
      parts.start(target.parts());
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  synchronized List<Point> reached() {
    return List.copyOf(reached);
  }

  /** Waits until what was killed serves again; for a drained worker, how long its end took. */
  Duration over() {
    CompletableFuture<Duration> running;
    synchronized (this) {
      running = over;
    }
    return running.join();
  }
}
