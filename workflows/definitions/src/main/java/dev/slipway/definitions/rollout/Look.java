package dev.slipway.definitions.rollout;

import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.definitions.run.Timers;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.WorkloadChange;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One run of the watching activity. */
final class Look {
  private static final Duration LEAST = Duration.ofSeconds(1);

  private final Watch watch;
  private final WorkloadChange change;
  private final boolean ill;
  private @Nullable Promise<RolloutSighting> promise;

  Look(Watch watch, WorkloadChange change, boolean ill) {
    this.watch = watch;
    this.change = change;
    this.ill = ill;
  }

  /**
   * Follows until something was seen or the time is over. Time before the watch went blind counts
   * for nothing: nobody knows since when it was.
   *
   * @return the time that is left
   */
  Duration follow(Duration left) {
    CancellationScope scope = Workflow.newCancellationScope(() -> promise = begin());
    scope.run();
    Promise<RolloutSighting> running = running();
    Duration remaining = left;
    while (!running.isCompleted()) {
      if (watch.isHeld()) {
        standStill(running);
      } else if (ill) {
        Workflow.await(() -> running.isCompleted() || watch.isHeld());
      } else {
        remaining = next(running, remaining);
        if (!remaining.isPositive()) {
          end(scope, running);
          return Duration.ZERO;
        }
      }
    }
    return running.getFailure() == null ? remaining : left;
  }

  /** Waits for news; what was seen and a hold both go before the end of the time. */
  private Duration next(Promise<RolloutSighting> running, Duration remaining) {
    Instant began = Journal.now();
    boolean news =
        Timers.await(
            remaining,
            "time limit of the rollout of " + change.workload(),
            () -> running.isCompleted() || watch.isHeld());
    if (!running.isCompleted()
        && watch.beginAgain(change.workload(), Timers.late(began.plus(remaining)))) {
      return watch.limit();
    }
    Duration rest = remaining.minus(Duration.between(began, Journal.now()));
    return news && rest.compareTo(LEAST) < 0 ? LEAST : rest;
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
            watch.start().service().site(), WorkloadActivities.class, "watch " + change.workload());
    return Async.function(
        workloads::await,
        new AwaitRequest(change, watch.start().token(), ill, !watch.start().back()));
  }

  private void standStill(Promise<RolloutSighting> running) {
    watch.patiently(change.workload(), true);
    Workflow.await(() -> running.isCompleted() || !watch.isHeld());
    watch.patiently(change.workload(), false);
    Workflow.await(() -> running.isCompleted() || !watch.isHeld());
  }

  /** What the watch says in the moment in which it is ended is said all the same. */
  private void end(CancellationScope scope, Promise<RolloutSighting> running) {
    scope.cancel("time is over");
    Workflow.await(running::isCompleted);
    if (running.getFailure() != null) {
      promise = null;
    }
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
          Faults.silent(watch.kubernetes(), failure), Faults.words(failure));
    }
  }
}
