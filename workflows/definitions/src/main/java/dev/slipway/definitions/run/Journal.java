package dev.slipway.definitions.run;

import dev.slipway.contract.evidence.AppendRequest;
import dev.slipway.contract.evidence.FactKeys;
import dev.slipway.evidence.Fact;
import dev.slipway.evidence.KeyedFact;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.Retried;
import dev.slipway.name.RunId;
import dev.slipway.release.Retry;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Facts of one workflow on their way to the ledger, in order. Forward steps wait until the ledger
 * has them ({@link #secure}); undos only send them off ({@link #tell}), because a ledger outage
 * must never stop an undo.
 */
public final class Journal {
  private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(30);
  private static final Duration A_MOMENT = Duration.ofSeconds(2);

  private final RunId run;
  private final EnvironmentName environment;
  private final String workflowId;
  private final String execution;
  private final List<KeyedFact> pending = new ArrayList<>();
  private Consumer<KeyedFact> listener = told -> {};
  private int counter;
  private boolean wanted;

  /** The journal of this workflow; a run that was reset writes under keys of its own. */
  public static Journal of(RunId run, EnvironmentName environment) {
    var info = Workflow.getInfo();
    var journal = new Journal(run, environment, info.getWorkflowId(), info.getRunId());
    Attempts.tellTo(journal::noteRetry);
    return journal;
  }

  private Journal(RunId run, EnvironmentName environment, String workflowId, String execution) {
    this.run = run;
    this.environment = environment;
    this.workflowId = workflowId;
    this.execution = execution;
  }

  public void note(Fact fact) {
    counter++;
    var told = new KeyedFact(FactKeys.of(workflowId, execution, counter), now(), fact);
    pending.add(told);
    listener.accept(told);
  }

  /** An open run may have heard of it from an earlier build, which did not listen. */
  private void noteRetry(Retry retry) {
    if (Changes.sinceBuildWith("every-retry-is-told")) {
      note(new Fact.TriedAgain(retry.what(), retry.retries()));
    }
  }

  /**
   * Notes that something was asked in vain before, where a worker of an earlier build wrote so into
   * the answer itself; of today's answers {@link Attempts} tells it.
   *
   * @param what the answer, as a sentence
   */
  public void noteRetries(String what, Retried answer) {
    if (answer.retries() > 0) {
      note(new Fact.TriedAgain(what, answer.retries()));
    }
  }

  /**
   * Says at once that a wait was over while nobody of us was there, and lasts on.
   *
   * @param what the wait
   * @param away how long at least nobody was there
   * @param again how long it lasts from now
   */
  public void noteLate(String what, Duration away, Duration again) {
    if (Changes.sinceBuildWith("every-late-wait-is-told")) {
      note(new Fact.TimeBeganAgain(what, away, again));
      tell();
    }
  }

  /** Who hears of every fact as it is noted, long before the ledger has it; there is one. */
  public void listen(Consumer<KeyedFact> to) {
    listener = to;
  }

  /** Whose facts these are. */
  public RunId run() {
    return run;
  }

  /** Facts that the ledger has not confirmed. */
  public List<KeyedFact> unsaid() {
    return List.copyOf(pending);
  }

  /** Passes on what a child could not say itself; keys and times stay. */
  public void passOn(List<KeyedFact> facts) {
    pending.addAll(facts);
  }

  public static Instant now() {
    return Instant.ofEpochMilli(Workflow.currentTimeMillis());
  }

  /** A time as people read it. */
  public static Instant second(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * Begins to carry facts to the ledger; call once, first thing in the workflow method. One
   * coroutine carries them all: message handlers only note and ask, so that the order of commands
   * does not depend on whether a message or an answer of the ledger is handled first.
   */
  public void open() {
    Workflow.newDetachedCancellationScope(() -> Async.procedure(this::carry)).run();
  }

  private void carry() {
    while (true) {
      Workflow.await(() -> wanted && !pending.isEmpty());
      var batch = List.copyOf(pending);
      try {
        Stubs.ledger(summary(batch)).append(new AppendRequest(run, environment, batch));
        pending.subList(0, batch.size()).clear();
        wanted = !pending.isEmpty();
      } catch (ActivityFailure refused) {
        // as with a wrong password: that ends when somebody repairs it, and an undo goes on
        // meanwhile
        Timers.sleep(AFTER_A_REFUSAL, "until the ledger is asked again");
      }
    }
  }

  private static String summary(List<KeyedFact> batch) {
    return batch.size() == 1
        ? shortened(batch.getFirst().fact().sentence())
        : batch.size() + " facts";
  }

  /** Sends what is pending; does not wait. */
  public void tell() {
    wanted = true;
  }

  /** Waits until the ledger has everything noted so far. */
  public void secure() {
    secureUnless(() -> false);
  }

  /** The same, but gives up waiting when there is something more urgent. */
  public void secureUnless(Supplier<Boolean> urgent) {
    tell();
    Workflow.await(() -> pending.isEmpty() || urgent.get());
  }

  /**
   * Gives what is on its way a moment to arrive, so that a workflow does not end under its own call
   * to the ledger. What does not arrive is passed on.
   */
  public void settle() {
    tell();
    Timers.await(A_MOMENT, "a moment for the ledger", pending::isEmpty);
  }

  private static String shortened(String text) {
    return text.length() <= 180 ? text : text.substring(0, 180) + "…";
  }
}
