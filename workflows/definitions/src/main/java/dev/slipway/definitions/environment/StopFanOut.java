package dev.slipway.definitions.environment;

import dev.slipway.contract.evidence.OpenRuns;
import dev.slipway.contract.evidence.OpenRunsRequest;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.definitions.run.Timers;
import dev.slipway.lock.LockAnswer;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells every open run of the environment of a stop, or that all who wait are forgotten, also those
 * that neither hold nor wait for the lock. The list comes from the ledger's projection in pages, so
 * that ten thousand runs fit into one history. Orders are told one at a time, and a newer one takes
 * the place of an older one where that stands: a run that is stopped after the lift would stay so,
 * because nobody lifts a stop twice.
 */
final class StopFanOut {
  private static final int PAGE = 50;
  private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(30);

  private @Nullable LockAnswer newest;
  private boolean telling;

  /** Handlers only say it: who tells is one coroutine, whatever the lock space or the ledger do. */
  void order(LockAnswer answer) {
    newest = answer;
  }

  /** What a stop or its lift must not wait for; whoever misses it finds out alone, only later. */
  void orderUnlessBusy(LockAnswer answer) {
    if (!isWaiting()) {
      order(answer);
    }
  }

  /** Call once, first thing in the workflow method. */
  void open(EnvironmentName environment) {
    var unused = Async.procedure(() -> serve(environment));
  }

  boolean isWaiting() {
    return newest != null || telling;
  }

  private void serve(EnvironmentName environment) {
    while (true) {
      Workflow.await(() -> newest != null);
      LockAnswer order = Objects.requireNonNull(newest);
      newest = null;
      telling = true;
      tellAll(environment, order);
      telling = false;
    }
  }

  private void tellAll(EnvironmentName environment, LockAnswer order) {
    Optional<RunId> last = Optional.empty();
    do {
      Optional<OpenRuns> page = page(environment, last.orElse(null));
      if (page.isEmpty()) {
        return;
      }
      List<Promise<Void>> told =
          page.get().workflowIds().stream().map(id -> tell(id, order)).toList();
      Promise.allOf(told).get();
      last = Optional.ofNullable(page.get().last());
    } while (last.isPresent() && newest == null);
  }

  /**
   * A ledger that refuses, as with a wrong password, is repaired some time: nobody is left out.
   *
   * @return empty when a newer order came meanwhile
   */
  private Optional<OpenRuns> page(EnvironmentName environment, @Nullable RunId after) {
    while (newest == null) {
      try {
        var page =
            Stubs.ledger("open runs", AFTER_A_REFUSAL)
                .openRuns(new OpenRunsRequest(environment, after, PAGE));
        return newest == null ? Optional.of(page) : Optional.empty();
      } catch (ActivityFailure refused) {
        Timers.await(AFTER_A_REFUSAL, "until the ledger is asked again", () -> newest != null);
      }
    }
    return Optional.empty();
  }

  private static Promise<Void> tell(String workflowId, LockAnswer answer) {
    return Async.procedure(
            () -> Workflow.newUntypedExternalWorkflowStub(workflowId).signal("lock", answer))
        .exceptionally(closed -> null);
  }
}
