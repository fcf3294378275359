package dev.slipway.definitions;

import dev.slipway.contract.environment.BreakOrder;
import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.contract.environment.EnvironmentStart;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.definitions.environment.EnvironmentWorkflowImpl;
import dev.slipway.gate.Answer;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.LockSpace;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import io.temporal.workflow.WorkflowInit;

/** The real lock space, which hands itself over after a few dozen events. */
public final class ShortEnvironment implements EnvironmentWorkflow {
  static final int LONGEST = 120;

  private final EnvironmentWorkflowImpl real;

  @WorkflowInit
  public ShortEnvironment(EnvironmentStart start) {
    real = new EnvironmentWorkflowImpl(start, LONGEST);
  }

  @Override
  public void run(EnvironmentStart start) {
    real.run(start);
  }

  @Override
  public void acquire(LockRequest request) {
    real.acquire(request);
  }

  @Override
  public void giveBack(RunId run) {
    real.giveBack(run);
  }

  @Override
  public void configure(EnvironmentRules rules) {
    real.configure(rules);
  }

  @Override
  public Answer stop(StopOrder order) {
    return real.stop(order);
  }

  @Override
  public Answer lift(LiftOrder order) {
    return real.lift(order);
  }

  @Override
  public Answer breakLock(BreakOrder order) {
    return real.breakLock(order);
  }

  @Override
  public LockSpace space() {
    return real.space();
  }
}
