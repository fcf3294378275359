package dev.slipway.definitions.rollout;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Patience;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.evidence.Fact;
import dev.slipway.name.OperationKey;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Watches one workload until it is complete or somebody's trouble is known. The time limit is a
 * workflow timer that stands still while the rollout is held or the platform is ill.
 */
final class Watch {
  /**
   * @param trouble null when complete
   */
  record Seen(int pods, @Nullable Trouble trouble) {}

  private final RolloutStart start;
  private final Journal journal;
  private final Hold hold;
  private final News news;
  private final Patience patience;
  private @Nullable WorkloadRef paused;

  Watch(RolloutStart start, Journal journal, Hold hold, News news, Patience patience) {
    this.start = start;
    this.journal = journal;
    this.hold = hold;
    this.news = news;
    this.patience = patience;
  }

  Seen until(WorkloadChange change) {
    Duration left = limit();
    var ill = new ArrayList<String>();
    while (true) {
      Look look = new Look(change, !ill.isEmpty());
      left = look.follow(left);
      RolloutSighting sighting = look.sighting();
      if (sighting == null) {
        return new Seen(0, new Trouble.TimedOut("the rollout of " + change.workload(), limit()));
      }
      journal.note(new Fact.WorkloadSeen(start.service().service(), change.workload(), sighting));
      journal.tell();
      if (sighting instanceof RolloutSighting.PlatformIll sick) {
        news.ill(sick.system(), sick.message());
        ill.remove(sick.system());
        ill.add(sick.system());
        continue;
      }
      ill.forEach(news::well);
      return judge(change, sighting);
    }
  }

  private Duration limit() {
    return switch (start.service().strategy()) {
      case Strategy.Rolling rolling ->
          start.back() ? rolling.rollbackTimeout() : rolling.rolloutTimeout();
    };
  }

  private Seen judge(WorkloadChange change, RolloutSighting sighting) {
    return switch (sighting) {
      case RolloutSighting.Complete complete -> new Seen(complete.pods(), null);
      case RolloutSighting.Crashing crash ->
          bad(
              "%s of %s crashes (%s, %d restarts)"
                  .formatted(crash.container(), crash.pod(), crash.reason(), crash.restarts()),
              crash.image().digest().stream().filter(Blame.of(start)::contains).toList());
      case RolloutSighting.Unpullable gone ->
          bad("image %s cannot be pulled: %s".formatted(gone.image(), gone.message()), List.of());
      case RolloutSighting.Misconfigured wrong ->
          bad("%s cannot start: %s".formatted(wrong.pod(), wrong.message()), List.of());
      case RolloutSighting.Superseded other ->
          new Seen(0, new Trouble.Contested(change.workload() + ": " + other.message()));
      case RolloutSighting.PlatformIll sick ->
          new Seen(0, new Trouble.Unseen(sick.system(), sick.message()));
    };
  }

  private Seen bad(String what, List<Digest> guilty) {
    return new Seen(0, new Trouble.BadChange(start.service().service().value(), what, guilty));
  }

  /** Leaves no workload paused behind, however the rollout ends. */
  void unpause() {
    if (paused != null) {
      try {
        pause(paused, false);
      } catch (ActivityFailure failure) {
        journal.note(
            new Fact.SystemIll(
                String.valueOf(paused),
                "stays paused, resume it by hand: " + Faults.words(failure)));
      }
    }
  }

  private ChangeResult pause(WorkloadRef workload, boolean wanted) {
    var key =
        OperationKey.of(
            Workflow.getInfo().getWorkflowId(), wanted ? "pause" : "resume", workload.target());
    WorkloadActivities workloads =
        Stubs.at(
            start.service().site(),
            WorkloadActivities.class,
            start.retryBudget(),
            (wanted ? "pause " : "resume ") + workload);
    paused = workload;
    ChangeResult result = workloads.pause(new PauseRequest(key, start.token(), workload, wanted));
    paused = wanted ? workload : null;
    return result;
  }

  /** One run of the watching activity. */
  private final class Look {
    private final WorkloadChange change;
    private final boolean ill;
    private @Nullable Promise<RolloutSighting> promise;

    Look(WorkloadChange change, boolean ill) {
      this.change = change;
      this.ill = ill;
    }

    /** Follows until something was seen or the time is over; returns the time that is left. */
    Duration follow(Duration left) {
      CancellationScope scope = Workflow.newCancellationScope(() -> promise = begin());
      scope.run();
      Promise<RolloutSighting> running = running();
      Duration remaining = left;
      while (!running.isCompleted()) {
        if (hold.isHeld() && !ill) {
          standStill(running);
          continue;
        }
        long began = Workflow.currentTimeMillis();
        boolean news =
            ill
                ? wait(running)
                : Workflow.await(remaining, () -> running.isCompleted() || hold.isHeld());
        if (!ill) {
          remaining = remaining.minusMillis(Workflow.currentTimeMillis() - began);
        }
        if (!news) {
          cancel(scope, running);
          promise = null;
          return Duration.ZERO;
        }
      }
      return remaining;
    }

    private boolean wait(Promise<RolloutSighting> running) {
      Workflow.await(running::isCompleted);
      return true;
    }

    private Promise<RolloutSighting> running() {
      if (promise == null) {
        throw new IllegalStateException("the watch was not begun");
      }
      return promise;
    }

    private Promise<RolloutSighting> begin() {
      WorkloadActivities workloads =
          Stubs.watching(
              start.service().site(), WorkloadActivities.class, "watch " + change.workload());
      return Async.function(
          workloads::await, new AwaitRequest(change, start.token(), ill, !start.back()));
    }

    private void standStill(Promise<RolloutSighting> running) {
      patiently(true);
      Workflow.await(() -> running.isCompleted() || !hold.isHeld());
      patiently(false);
      Workflow.await(() -> running.isCompleted() || !hold.isHeld());
    }

    private void patiently(boolean wanted) {
      patience.with(
          "kubernetes of " + start.service().site(), () -> pause(change.workload(), wanted));
    }

    private void cancel(CancellationScope scope, Promise<RolloutSighting> running) {
      scope.cancel("time is over");
      Workflow.await(running::isCompleted);
    }

    /**
     * What was seen; null when the time was over first. A system that does not answer is an ill
     * platform.
     */
    @Nullable RolloutSighting sighting() {
      if (promise == null) {
        return null;
      }
      try {
        return promise.get();
      } catch (TemporalFailure failure) {
        if (Faults.cancelled(failure) || Faults.finalFault(failure).isPresent()) {
          throw failure;
        }
        return new RolloutSighting.PlatformIll(
            "kubernetes of " + start.service().site(), Faults.words(failure));
      }
    }
  }
}
