package dev.slipway.definitions.release;

import dev.slipway.compensation.Undo;
import dev.slipway.compensation.UndoEntry;
import dev.slipway.compensation.UndoLog;
import dev.slipway.compensation.UndoState;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;
import dev.slipway.release.ReleasePlan;
import dev.slipway.release.ServicePlan;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.verify.VerifyPlan;
import dev.slipway.verify.WayBackChecks;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at what was taken back: health and smoke tests against the recorded version, for the
 * observation time. What does not look well is told to a person; nothing is changed any more.
 */
final class Aftercare {
  /** A system that shows nothing for so long keeps the lock no longer. */
  private static final Duration BLIND = Duration.ofMinutes(15);

  private final RunId run;
  private final EnvironmentName environment;
  private final Desk desk;
  private final Children children;
  private final Lock lock;

  Aftercare(RunId run, EnvironmentName environment, Desk desk, Children children, Lock lock) {
    this.run = run;
    this.environment = environment;
    this.desk = desk;
    this.children = children;
    this.lock = lock;
  }

  private record Look(int number, Undo.RestoreService restored, Promise<RolloutEnd> end) {}

  /** Looks at all services at once that are back. */
  UndoLog look(UndoLog log, ReleasePlan plan) {
    var looks = new ArrayList<Look>();
    for (UndoEntry entry : log.entries()) {
      if (entry.state() == UndoState.DONE && entry.left() == null) {
        begin(entry, plan).ifPresent(looks::add);
      }
    }
    if (!looks.isEmpty()) {
      desk.status().tell("looking at what is back");
      desk.journal().tell();
    }
    UndoLog seen = log;
    for (Look look : looks) {
      seen =
          switch (look.end().get()) {
            case RolloutEnd.Done well -> seen;
            case RolloutEnd.Failed bad ->
                seen.doubted(look.number(), ByHand.unwell(look.restored(), bad.trouble()));
          };
    }
    return seen;
  }

  private Optional<Look> begin(UndoEntry entry, ReleasePlan plan) {
    Undo.RestoreService restored =
        switch (entry.undo()) {
          case Undo.RestoreService r -> r;
        };
    ServicePlan forward = plan.service(restored.service());
    return WayBackChecks.of(forward.verify(), restored.version() != null)
        .map(checks -> start(restored, forward, checks, plan.policy().retryBudget()))
        .map(
            start ->
                new Look(
                    entry.number(),
                    restored,
                    Async.function(
                        () ->
                            TimeLimit.within(
                                limit(start.service().verify()),
                                "the look at " + restored.service(),
                                desk.journal(),
                                () -> children.rollout(start)))));
  }

  private static Duration limit(VerifyPlan checks) {
    return checks.settle().plus(checks.observe()).plus(BLIND);
  }

  private RolloutStart start(
      Undo.RestoreService restored, ServicePlan forward, VerifyPlan checks, Duration retryBudget) {
    var service =
        new ServicePlan(
            restored.service(),
            restored.site(),
            WayBack.version(restored),
            restored.back(),
            forward.strategy(),
            checks);
    return new RolloutStart(
        run,
        Workflow.getInfo().getWorkflowId(),
        environment,
        service,
        List.of(),
        List.of(),
        true,
        true,
        lock.actToken(),
        retryBudget);
  }
}
