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
import org.jspecify.annotations.Nullable;

/**
 * Tells every open run of the environment of a stop, also those that neither hold nor wait for the
 * lock. The list comes from the ledger's projection in pages, so that ten thousand runs fit into
 * one history.
 */
final class StopFanOut {
  private static final int PAGE = 50;
  private static final Duration AFTER_A_REFUSAL = Duration.ofSeconds(30);
  private int running;

  /** Begins beside the lock space, which goes on whatever the ledger does. */
  void order(EnvironmentName environment, LockAnswer answer) {
    running++;
    Workflow.newDetachedCancellationScope(
            () ->
                Async.procedure(() -> tellAll(environment, answer))
                    .handle((done, failure) -> ended()))
        .run();
  }

  private @Nullable Void ended() {
    running--;
    return null;
  }

  boolean isWaiting() {
    return running > 0;
  }

  private static void tellAll(EnvironmentName environment, LockAnswer answer) {
    RunId last = null;
    do {
      OpenRuns page = page(environment, last);
      List<Promise<Void>> told = page.workflowIds().stream().map(id -> tell(id, answer)).toList();
      Promise.allOf(told).get();
      last = page.last();
    } while (last != null);
  }

  /** A ledger that refuses, as with a wrong password, is repaired some time: nobody is left out. */
  private static OpenRuns page(EnvironmentName environment, @Nullable RunId after) {
    while (true) {
      try {
        return Stubs.ledger("open runs").openRuns(new OpenRunsRequest(environment, after, PAGE));
      } catch (ActivityFailure refused) {
        Timers.sleep(AFTER_A_REFUSAL, "until the ledger is asked again");
      }
    }
  }

  private static Promise<Void> tell(String workflowId, LockAnswer answer) {
    return Async.procedure(
            () -> Workflow.newUntypedExternalWorkflowStub(workflowId).signal("lock", answer))
        .exceptionally(closed -> null);
  }
}
