package dev.slipway.fire.kill;

import dev.slipway.fire.stage.Crew;
import dev.slipway.fire.stage.LabParts;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Kills what a target names, once each time it is asked, and starts it again. */
record Hand(Crew crew, LabParts parts, Target target)
    implements Supplier<CompletableFuture<Duration>> {
  private static final Duration BREATH = Duration.ofSeconds(3);

  /**
   * @return done when what was killed serves again, with how long that took; for a drained worker,
   *     how long it took to end
   */
  @Override
  public CompletableFuture<Duration> get() {
    if (target == Target.DRAIN) {
      return CompletableFuture.supplyAsync(crew.worker()::terminate);
    }
    if (target.api()) {
      crew.api().kill();
    }
    if (target.worker()) {
      crew.worker().kill();
    }
    if (!target.parts().isEmpty()) {
      parts.kill(target.parts());
    }
    return target == Target.WORKER
        ? CompletableFuture.completedFuture(Duration.ZERO)
        : CompletableFuture.supplyAsync(this::restart);
  }

  private Duration restart() {
    long begin = System.nanoTime();
    if (!target.parts().isEmpty()) {
      parts.start(target.parts());
    }
    if (target.api()) {
      letPeopleSpeak();
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** An API that is struck again as soon as it serves would answer nobody ever. */
  private void letPeopleSpeak() {
    var unused = crew.admin().get("/environments");
    LockSupport.parkNanos(BREATH.toNanos());
  }
}
