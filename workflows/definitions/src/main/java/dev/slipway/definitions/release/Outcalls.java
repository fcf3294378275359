package dev.slipway.definitions.release;

import dev.slipway.contract.environment.EnvironmentStart;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import io.temporal.workflow.Async;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;

/**
 * Messages to workflows that may have ended meanwhile: sent beside the run, their failure means
 * nothing.
 */
final class Outcalls {
  private Outcalls() {}

  /** Starts the environment's workflow; that somebody else did already is no fault. */
  static void start(EnvironmentWorkflow environment, EnvironmentStart start) {
    Async.procedure(environment::run, start).exceptionally(already -> null);
  }

  static void quietly(Functions.Proc message) {
    Workflow.newDetachedCancellationScope(
            () -> {
              Promise<Void> sent = Async.procedure(message);
              sent.exceptionally(ended -> null);
            })
        .run();
  }
}
