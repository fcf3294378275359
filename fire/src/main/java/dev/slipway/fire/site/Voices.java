package dev.slipway.fire.site;

import dev.slipway.contract.WorkflowIds;
import dev.slipway.contract.environment.BreakOrder;
import dev.slipway.contract.environment.EnvironmentWorkflow;
import dev.slipway.contract.environment.LiftOrder;
import dev.slipway.contract.release.Order;
import dev.slipway.contract.release.ReleaseWorkflow;
import dev.slipway.evidence.Fact;
import dev.slipway.fire.seed.Word;
import dev.slipway.gate.Choice;
import dev.slipway.gate.Vote;
import dev.slipway.lock.StopOrder;
import dev.slipway.name.Actor;
import dev.slipway.name.RunId;
import dev.slipway.testkit.MemoryLedger;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowServiceException;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Says words of people to runs; whoever is not there any more does not hear them. */
final class Voices implements AutoCloseable {
  /** In real time: an answer comes within milliseconds or not at all. */
  private static final long PATIENCE_SECONDS = 5;

  private final WorkflowClient temporal;
  private final MemoryLedger ledger;
  private final Deeds deeds;
  private final ExecutorService mouths = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger said = new AtomicInteger();
  private final AtomicInteger speaking = new AtomicInteger();

  /** What happens and is not said to a workflow. */
  interface Deeds {
    void rollBack();

    void kill();
  }

  Voices(WorkflowClient temporal, MemoryLedger ledger, Deeds deeds) {
    this.temporal = temporal;
    this.ledger = ledger;
    this.deeds = deeds;
  }

  /** Whether somebody waits for an answer. */
  boolean speaking() {
    return speaking.get() > 0;
  }

  void say(String run, Word word) {
    speaking.incrementAndGet();
    try {
      said(run, word);
    } finally {
      speaking.decrementAndGet();
    }
  }

  private void said(String run, Word word) {
    Future<?> answer = mouths.submit(() -> speak(RunId.of(run), word));
    try {
      answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException silent) {
      answer.cancel(true);
    } catch (ExecutionException failed) {
      if (!(failed.getCause() instanceof WorkflowException)) {
        throw new IllegalStateException(word + " to " + run, failed.getCause());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void speak(RunId run, Word word) {
    try {
      switch (word) {
        case APPROVE -> vote(run, Shop.BOB, Choice.APPROVE, hash(run));
        case APPROVE_AGAIN -> vote(run, Shop.CLEO, Choice.APPROVE, hash(run));
        case APPROVE_AS_AUTHOR -> vote(run, Shop.ANN, Choice.APPROVE, hash(run));
        case APPROVE_ANOTHER_PLAN -> vote(run, Shop.CLEO, Choice.APPROVE, "another");
        case REJECT -> vote(run, Shop.CLEO, Choice.REJECT, hash(run));
        case OVERRIDE -> vote(run, Shop.BOB, Choice.OVERRIDE, hash(run));
        case HOLD -> release(run).hold(order());
        case RESUME -> release(run).resume(order());
        case ABORT -> release(run).abort(order());
        case DETACH -> release(run).detach(order());
        case STOP -> stop(false);
        case STOP_TO_STABLE -> stop(true);
        case LIFT -> environment().lift(new LiftOrder(Shop.BOB.name()));
        case BREAK_LOCK ->
            environment().breakLock(new BreakOrder(run, Shop.BOB.name(), "under fire"));
        case ROLL_BACK -> deeds.rollBack();
        case KILL -> deeds.kill();
        // time passes between two words, not within one
        case EXPIRE -> {}
      }
    } catch (WorkflowServiceException gone) {
      // its run has ended, or has not begun
    }
  }

  private void vote(RunId run, Actor by, Choice choice, String hash) {
    String id = "vote-" + said.incrementAndGet();
    release(run).vote(new Vote(id, by, choice, "under fire", hash, null));
  }

  private String hash(RunId run) {
    return ledger.facts(run).stream()
        .filter(Fact.PlanMade.class::isInstance)
        .map(fact -> ((Fact.PlanMade) fact).plan().hash())
        .reduce((first, last) -> last)
        .orElse("no plan yet");
  }

  private void stop(boolean toStable) {
    environment().stop(new StopOrder(Shop.BOB.name(), "under fire", toStable, Instant.EPOCH));
  }

  private Order order() {
    return new Order("order-" + said.incrementAndGet(), Shop.BOB, "under fire");
  }

  private ReleaseWorkflow release(RunId run) {
    return temporal.newWorkflowStub(ReleaseWorkflow.class, WorkflowIds.release(run));
  }

  private EnvironmentWorkflow environment() {
    return temporal.newWorkflowStub(
        EnvironmentWorkflow.class, WorkflowIds.environment(Shop.ENVIRONMENT));
  }

  @Override
  public void close() {
    mouths.shutdownNow();
  }
}
