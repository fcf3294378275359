package dev.slipway.fire.kill;

import dev.slipway.fire.fuse.Moment;
import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.LabParts;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for one point of one round and kills there, once. */
final class Trap {
  private final Crew crew;
  private final LabParts parts;
  private final Passing passing;
  private final Target target;
  private final @Nullable Point point;
  private @Nullable CompletableFuture<Duration> sprung;

  /**
   * @param point null to let everything pass
   */
  Trap(Crew crew, LabParts parts, Passing passing, Target target, @Nullable Point point) {
    this.crew = crew;
    this.parts = parts;
    this.passing = passing;
    this.target = target;
    this.point = point;
  }

  /** Whether the process that tells its moment lives on. */
  boolean at(Moment moment) {
    Optional<Point> here = passing.at(moment);
    return here.isEmpty() || !here.get().equals(point) || survives();
  }

  private synchronized boolean survives() {
    if (sprung != null) {
      return true;
    }
    if (target == Target.DRAIN) {
      sprung = CompletableFuture.supplyAsync(crew.worker()::terminate);
      return true;
    }
    if (target.api()) {
      crew.api().kill();
    }
    if (!target.parts().isEmpty()) {
      parts.kill(target.parts());
    }
    sprung = CompletableFuture.supplyAsync(this::restart);
    return !target.worker();
  }

  private Duration restart() {
    long begin = System.nanoTime();
    if (!target.parts().isEmpty()) {
      parts.start(target.parts());
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  synchronized boolean reached() {
    return sprung != null;
  }

  /** Waits until what was killed serves again; for a drained worker, how long its end took. */
  Duration over() {
    CompletableFuture<Duration> running;
    synchronized (this) {
      running = sprung;
    }
    return running == null ? Duration.ZERO : running.join();
  }
}
