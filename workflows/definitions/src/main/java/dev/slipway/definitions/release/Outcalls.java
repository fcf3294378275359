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
    Workflow.newDetachedCancellationScope(() -> forget(Async.procedure(message))).run();
  }

  /**
   * The same with a method of a stub, which is sent at once and not by a coroutine of its own: what
   * open runs sent so must stay so.
   */
  static <A> void quietly(Functions.Proc1<A> message, A argument) {
    Workflow.newDetachedCancellationScope(() -> forget(Async.procedure(message, argument))).run();
  }

  private static void forget(Promise<Void> sent) {
    sent.exceptionally(ended -> null);
  }
}
