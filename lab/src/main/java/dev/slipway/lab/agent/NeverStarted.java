package dev.slipway.lab.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A container whose command does not exist: over before it began. */
record NeverStarted(Exited how) implements RunningContainer {
  @Override
  public CompletableFuture<Exited> ended() {
    return CompletableFuture.completedFuture(how);
  }

  @Override
  public void stop(Duration grace) {
    // there is nothing to stop
  }

  @Override
  public boolean ready() {
    return false;
  }
}
