package dev.slipway.contract.release;

import dev.slipway.gate.Answer;
import dev.slipway.gate.Vote;
import dev.slipway.lock.LockAnswer;
import dev.slipway.release.RunEnd;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** The main job: from the request to the last undo. */
@WorkflowInterface
public interface ReleaseWorkflow {
  @WorkflowMethod(name = "Release")
  RunEnd run(ReleaseStart start);

  @UpdateMethod
  Answer vote(Vote vote);

  @UpdateMethod
  Answer hold(Order order);

  @UpdateMethod
  Answer resume(Order order);

  /** Always wins; while undoing it is answered as accepted already. */
  @UpdateMethod
  Answer abort(Order order);

  /** Let go of the run: nothing more is done, nothing is undone, the lock is given back. */
  @UpdateMethod
  Answer detach(Order order);

  /** The environment's answers. */
  @SignalMethod
  void lock(LockAnswer answer);

  /**
   * A rollout child could not go on by itself: somebody or something is ill, or it is well again.
   */
  @SignalMethod
  void child(ChildNews news);
}
