package dev.slipway.definitions.environment;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.contract.environment.BreakOrder;
import dev.slipway.contract.environment.EnvironmentRules;
import dev.slipway.contract.environment.EnvironmentStart;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.contract.evidence.LockRecallRequest;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.definitions.run.Timers;
import dev.slipway.gate.Answer;
import dev.slipway.lock.Addressed;
import dev.slipway.lock.Holder;
import dev.slipway.lock.LockAnswer;
import dev.slipway.lock.LockMemory;
import dev.slipway.lock.LockRequest;
import dev.slipway.lock.LockSpace;
import dev.slipway.lock.LockStep;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.RunId;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * See {@link EnvironmentWorkflow}. All rules are in {@link LockSpace}; this class only delivers.
 */
public final class EnvironmentWorkflowImpl implements EnvironmentWorkflow {
  /** A history beyond this is handed over to a new run, however little the server minds. */
  private static final int LONGEST_HISTORY = 4_000;

  /** Less than the patience of whoever sends orders. */
  private static final Duration ONE_QUESTION = Duration.ofSeconds(6);

  private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(30);

  private final ArrayDeque<Addressed> outbox = new ArrayDeque<>();
  private final StopFanOut fanOut = new StopFanOut();
  private final int longestHistory;
  private LockSpace space;

  @WorkflowInit
  public EnvironmentWorkflowImpl(EnvironmentStart start) {
    this(start, LONGEST_HISTORY);
  }

  /**
   * @param longestHistory in events; a longer one is handed over
   */
  public EnvironmentWorkflowImpl(EnvironmentStart start, int longestHistory) {
    this.longestHistory = longestHistory;
    space = start.space() == null ? LockSpace.bornAnew(start.environment()) : start.space();
  }

  @Override
  public void run(EnvironmentStart start) {
    Workflow.upsertTypedSearchAttributes(
        SearchAttributes.ENVIRONMENT.valueSet(start.environment().value()));
    // a cancellation, by whatever accident, must not lose who holds what
    Workflow.newDetachedCancellationScope(this::serve).run();
    Workflow.continueAsNew(new EnvironmentStart(start.environment(), space));
  }

  private void serve() {
    fanOut.open(space.environment());
    if (!space.knows()) {
      var unused = Async.procedure(this::remember);
    }
    while (!mayContinueAsNew()) {
      deliver();
      waitForWork();
      apply(space.tick(Journal.now()));
    }
  }

  /**
   * Nobody knows whether this environment had a lock space before: what the ledger was told of
   * holders and of a stop counts before anything is granted. Asks until it is answered.
   */
  private void remember() {
    while (!space.knows()) {
      try {
        LockMemory memory =
            Stubs.ledger("who holds what", ONE_QUESTION)
                .recallLocks(new LockRecallRequest(space.environment()));
        apply(space.remember(memory, Journal.now()));
        fanOut.orderUnlessBusy(new LockAnswer.Forgotten());
      } catch (ActivityFailure away) {
        apply(space.unsure("the ledger does not say: " + Faults.words(away), Journal.now()));
        Timers.sleep(AFTER_A_REFUSAL, "until the ledger is asked again");
      }
    }
  }

  /** What wakes us may change while we wait: a freeze that begins to matter ends at a new time. */
  private void waitForWork() {
    Optional<Instant> wake = space.wakeAt(Journal.now());
    if (wake.isPresent()) {
      Workflow.await(Duration.between(Journal.now(), wake.get()), () -> hasWork(wake));
    } else {
      Workflow.await(() -> hasWork(wake));
    }
  }

  private boolean hasWork(Optional<Instant> wake) {
    return !outbox.isEmpty() || mayContinueAsNew() || !space.wakeAt(Journal.now()).equals(wake);
  }

  private boolean mayContinueAsNew() {
    var info = Workflow.getInfo();
    return (info.isContinueAsNewSuggested() || info.getHistoryLength() > longestHistory)
        && outbox.isEmpty()
        && !fanOut.isWaiting()
        // what a handler still says must not be left behind
        && Workflow.isEveryHandlerFinished();
  }

  private void apply(LockStep step) {
    space = step.next();
    outbox.addAll(step.answers());
    Workflow.setCurrentDetails(LockSpaceText.of(space, Journal.now()));
  }

  /** All at once; only messages to the same run go one after the other. */
  private void deliver() {
    while (!outbox.isEmpty()) {
      var round = new LinkedHashMap<String, Promise<Boolean>>();
      for (Addressed next : List.copyOf(outbox)) {
        if (!round.containsKey(next.workflowId())) {
          outbox.remove(next);
          round.put(next.workflowId(), Async.function(() -> delivered(next)));
        }
      }
      round.forEach(
          (workflowId, arrived) -> {
            if (!arrived.get()) {
              forget(workflowId);
            }
          });
    }
  }

  private static boolean delivered(Addressed message) {
    try {
      Workflow.newUntypedExternalWorkflowStub(message.workflowId())
          .signal("lock", message.answer());
      return true;
    } catch (TemporalFailure closed) {
      return false;
    }
  }

  /** A run that cannot be told anything is closed: it holds nothing any more. */
  private void forget(String workflowId) {
    var gone =
        Stream.concat(space.holders().stream().map(Holder::request), space.queue().stream())
            .filter(r -> r.workflowId().equals(workflowId))
            .map(LockRequest::run)
            .toList();
    gone.forEach(run -> apply(space.giveBack(run, Journal.now())));
  }

  @Override
  public void acquire(LockRequest request) {
    apply(space.acquire(request, Journal.now()));
  }

  @Override
  public void giveBack(RunId run) {
    apply(space.giveBack(run, Journal.now()));
  }

  @Override
  public void configure(EnvironmentRules rules) {
    apply(space.configure(rules.freezes(), Journal.now()));
  }

  @Override
  public Answer stop(StopOrder order) {
    apply(space.stop(order));
    fanOut.order(new LockAnswer.StopOrdered(order));
    return new Answer.Accepted("no release starts or advances in " + space.environment());
  }

  @Override
  public Answer lift(LiftOrder order) {
    if (!knows()) {
      return notYetKnown("a stop is in force");
    }
    if (space.stop() == null) {
      return new Answer.Refused(LiftOrder.nothingToLift(space.environment()));
    }
    apply(space.lift(order.by(), Journal.now()));
    fanOut.order(new LockAnswer.StopLifted(order.by()));
    return new Answer.Accepted("releases may start and advance again");
  }

  /**
   * Whoever just started us must not be sent away for the moment in which we ask the ledger. Waits
   * without a timer of its own: a handler that gives commands may be replayed in another order.
   */
  private boolean knows() {
    Workflow.await(() -> space.knows() || space.hasSaidWhy());
    return space.knows();
  }

  private Answer notYetKnown(String what) {
    return new Answer.Refused(
        "the lock space of %s began anew and does not know yet whether %s; try again when the ledger answers"
            .formatted(space.environment(), what));
  }

  @Override
  public Answer breakLock(BreakOrder order) {
    if (!knows()) {
      return notYetKnown("it holds a lock");
    }
    if (space.holder(order.run()).isEmpty()) {
      return new Answer.Refused(
          "%s holds no lock in %s; holders: %s"
              .formatted(order.run(), space.environment(), LockSpaceText.holders(space)));
    }
    apply(space.breakLock(order.run(), order.by(), order.reason(), Journal.now()));
    return new Answer.Accepted("the lock of " + order.run() + " is broken");
  }

  @Override
  public LockSpace space() {
    return space;
  }
}
