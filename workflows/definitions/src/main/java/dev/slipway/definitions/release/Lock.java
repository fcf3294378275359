package dev.slipway.definitions.release;

import dev.slipway.contract.TaskQueues;
import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.contract.environment.EnvironmentStart;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Timers;
import dev.slipway.evidence.Fact;
import dev.slipway.lock.LockRequest;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.release.RunState;
import io.temporal.api.enums.v1.ParentClosePolicy;
import io.temporal.failure.ChildWorkflowFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.ChildWorkflowOptions;
import io.temporal.workflow.ExternalWorkflowStub;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The run's side of the lock: ask, wait, give back. Starts the environment's workflow if nobody has
 * yet.
 */
final class Lock {
  /** Room between two grants for the acts and undos of one run. */
  private static final long STRIDE = 100;

  /**
   * An environment's workflow that was lost has forgotten who waits. It says so when it begins
   * anew; a waiter that hears nothing asks all the same, but seldom: asking costs some twenty
   * events.
   */
  private static final Duration ASK_AGAIN = Duration.ofDays(1);

  private final EnvironmentName environment;
  private final Journal journal;
  private final Status status;
  private @Nullable Long granted;
  private @Nullable Long returned;
  private @Nullable String lastWhy;
  private boolean asked;
  private boolean forgotten;
  private int undos;

  Lock(EnvironmentName environment, Journal journal, Status status) {
    this.environment = environment;
    this.journal = journal;
    this.status = status;
  }

  /** Waits until all scopes are ours; what it waits for is told by signals in the meantime. */
  void acquire(LockRequest request, EnvironmentRules rules) {
    asked = true;
    ask(request, rules);
    while (granted == null) {
      Timers.await(
          ASK_AGAIN, "until the lock is asked for again", () -> granted != null || forgotten);
      if (granted == null) {
        forgotten = false;
        ask(request, rules);
      }
    }
  }

  /** Asking twice is harmless: a waiter keeps its place. */
  private void ask(LockRequest request, EnvironmentRules rules) {
    try {
      signal("acquire", request);
    } catch (TemporalFailure absent) {
      if (Faults.cancelled(absent)) {
        throw absent;
      }
      startEnvironment();
      signal("configure", rules);
      signal("acquire", request);
    }
  }

  private void signal(String name, Object argument) {
    ExternalWorkflowStub stub =
        Workflow.newUntypedExternalWorkflowStub(WorkflowIds.environment(environment));
    stub.signal(name, argument);
  }

  private void startEnvironment() {
    EnvironmentWorkflow child =
        Workflow.newChildWorkflowStub(
            EnvironmentWorkflow.class,
            ChildWorkflowOptions.newBuilder()
                .setWorkflowId(WorkflowIds.environment(environment))
                .setTaskQueue(TaskQueues.SLIPWAY)
                .setParentClosePolicy(ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON)
                .build());
    // not in the release's own scope: aborting a release must never cancel the lock space of all
    Workflow.newDetachedCancellationScope(
            () -> Outcalls.start(child, new EnvironmentStart(environment, null)))
        .run();
    try {
      Workflow.getWorkflowExecution(child).get();
    } catch (ChildWorkflowFailure startedBySomebodyElse) {
      Workflow.getLogger(Lock.class).info("the environment's workflow runs already");
    }
  }

  /** A grant that was on its way while the lock was given back is over already. */
  void granted(long token) {
    if (asked && granted == null && !Objects.equals(token, returned)) {
      granted = token;
      journal.note(new Fact.LockGranted(token));
      journal.tell();
    }
  }

  void waiting(String why) {
    if (!asked || why.equals(lastWhy)) {
      return;
    }
    lastWhy = why;
    journal.note(new Fact.LockWaiting(why));
    status.follow(RunState.QUEUED, why);
    journal.tell();
  }

  /** The lock space knows nobody who waits any more. */
  void forgotten() {
    forgotten = asked && granted == null;
  }

  /** The token of forward writes. */
  long actToken() {
    return token() * STRIDE;
  }

  /**
   * Each undo writes with a higher token than everything before it: a late act is refused by the
   * adapter.
   */
  long nextUndoToken() {
    undos = Math.min(undos + 1, (int) STRIDE - 1);
    return token() * STRIDE + undos;
  }

  private long token() {
    if (granted == null) {
      throw new IllegalStateException("a write was about to happen without the lock");
    }
    return granted;
  }

  boolean isHeld() {
    return granted != null;
  }

  /** Also leaves the queue. A missing environment workflow holds nothing. */
  void giveBack(RunId run) {
    if (!asked) {
      return;
    }
    try {
      signal("giveBack", run);
      if (granted != null) {
        journal.note(new Fact.LockReturned());
      }
    } catch (TemporalFailure absent) {
      Workflow.getLogger(Lock.class).warn("no environment workflow to give the lock back to");
    }
    returned = granted;
    granted = null;
    lastWhy = null;
    asked = false;
  }
}
