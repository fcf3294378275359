package dev.slipway.practice.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Starts again what died, after a few seconds, as a supervisor in production would. */
final class Supervisor {
  static final Duration PAUSE = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(500);

  private final List<Program> programs;
  private final CountDownLatch over;

  /**
   * @param over counted down when the demo ends: what dies then stays dead
   */
  Supervisor(List<Program> programs, CountDownLatch over) {
    this.programs = List.copyOf(programs);
    this.over = over;
  }

  /** Returns when the demo ends. */
  void watch() {
    while (!isOver(LOOK)) {
      for (Program program : programs) {
        if (program.hasDied()) {
          startAgain(program);
        }
      }
    }
  }

  private void startAgain(Program program) {
    // Ctrl-C reaches the children as well, perhaps before it reaches us
    if (isOver(LOOK)) {
      return;
    }
    Stage.say(
        ">> %s (process %d) has died; starting another in %d s, as a supervisor in production would"
            .formatted(program.name(), program.pid(), PAUSE.toSeconds()));
    if (!isOver(PAUSE) && program.hasDied()) {
      program.start();
      Stage.say(
          ">> %s: process %d (log: %s)".formatted(program.name(), program.pid(), program.log()));
    }
  }

  private boolean isOver(Duration wait) {
    try {
      return over.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
