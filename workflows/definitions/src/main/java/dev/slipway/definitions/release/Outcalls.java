package dev.slipway.definitions.release;

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

  static void quietly(Functions.Proc message) {
    Workflow.newDetachedCancellationScope(
            () -> {
              Promise<Void> sent = Async.procedure(message);
              sent.exceptionally(ended -> null);
            })
        .run();
  }
}
