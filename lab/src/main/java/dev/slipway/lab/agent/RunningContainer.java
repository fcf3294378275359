package dev.slipway.lab.agent;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One run of a container, from its start to its end. */
interface RunningContainer {

  /** Completes once, when the container has ended by itself or was stopped. */
  CompletableFuture<Exited> ended();

  /** Runs an action once it has ended, at once if it has ended already. */
  @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the action
  default void whenEnded(Runnable action) {
    ended().whenComplete((how, problem) -> action.run());
  }

  /** Asks it to end and kills it after the grace period; returns at once. */
  void stop(Duration grace);

  /** What the image itself says about its readiness; stands in where no probe is declared. */
  boolean ready();
}
