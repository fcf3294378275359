package dev.slipway.definitions.rollout;

import dev.slipway.contract.rollout.AutoscalerActivities;
import dev.slipway.contract.rollout.AutoscalerRequest;
import dev.slipway.contract.rollout.AutoscalerResult;
import dev.slipway.contract.rollout.ChangeRequest;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.definitions.run.Changes;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Patience;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.evidence.Fact;
import dev.slipway.name.OperationKey;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutEnd;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a rolling rollout in order. Each leaves the world in a state that the next attempt
 * recognises.
 */
final class Steps {
  private final RolloutStart start;
  private final Journal journal;
  private final Hold hold;
  private final News news;
  private final Patience patience;
  private final Watch watch;
  private final Verification verification;
  private boolean evictionPaused;

  Steps(RolloutStart start, Journal journal, Hold hold, News news) {
    this.start = start;
    this.journal = journal;
    this.hold = hold;
    this.news = news;
    patience = new Patience(news::ill, news::well);
    watch = new Watch(start, journal, hold, news, patience);
    verification = new Verification(start, journal, hold, news);
  }

  RolloutEnd run() {
    return start.lookOnly() ? end(0, verification.run(Journal.now())) : walk();
  }

  private RolloutEnd walk() {
    intend();
    pauseEviction();
    Instant began = Journal.now();
    Walk walk = start.back() ? back() : forward();
    Trouble trouble = walk.trouble() == null ? verify(began) : walk.trouble();
    if (trouble == null && !start.back()) {
      handBack();
    }
    return end(walk.pods(), trouble);
  }

  /**
   * With the patience of every step forward: an outage leaves nothing to a person. What ends it
   * otherwise is for {@link #tidy} to try and to tell.
   */
  private void handBack() {
    if (!evictionPaused) {
      return;
    }
    try {
      for (WorkloadRef workload : start.evictable()) {
        patience.with("kubernetes of " + start.service().site(), () -> resumed(workload));
      }
      evictionPaused = false;
    } catch (ActivityFailure failure) {
      if (Faults.cancelled(failure)) {
        throw failure;
      }
    }
  }

  private AutoscalerResult resumed(WorkloadRef workload) {
    AutoscalerResult result =
        autoscalers("resume eviction of " + workload)
            .resumeEviction(new AutoscalerRequest(key("vpa", workload), workload, start.token()));
    journal.noteRetries("eviction of %s allowed again".formatted(workload), result);
    return result;
  }

  private @Nullable Trouble verify(Instant began) {
    if (!start.back() && !start.service().verify().steps().isEmpty()) {
      news.verifies();
    }
    return verification.run(began);
  }

  private static RolloutEnd end(int pods, @Nullable Trouble trouble) {
    return trouble == null ? new RolloutEnd.Done(pods) : new RolloutEnd.Failed(trouble);
  }

  private record Walk(int pods, @Nullable Trouble trouble) {}

  /** One workload after the other; the first trouble ends it. */
  private Walk forward() {
    int pods = 0;
    for (WorkloadChange change : start.service().changes()) {
      Workflow.await(() -> !hold.isHeld());
      Trouble contested = change(change);
      Watch.Seen seen = contested == null ? watch.until(change) : new Watch.Seen(0, contested);
      if (seen.trouble() != null) {
        return new Walk(pods, seen.trouble());
      }
      pods += seen.pods();
    }
    return new Walk(pods, null);
  }

  /** All workloads first, then the watching: one that cannot go back does not keep the others. */
  private Walk back() {
    Trouble first = null;
    int pods = 0;
    var sent = new ArrayList<WorkloadChange>();
    for (WorkloadChange change : start.service().changes()) {
      Trouble trouble = unlessRefused(() -> change(change));
      first = first == null ? trouble : first;
      if (!(trouble instanceof Trouble.Refused)) {
        sent.add(change);
      }
    }
    for (WorkloadChange change : sent) {
      var box = new ArrayDeque<Watch.Seen>();
      Trouble trouble =
          unlessRefused(
              () -> {
                box.add(watch.until(change));
                return box.getLast().trouble();
              });
      first = first == null ? trouble : first;
      pods += box.stream().mapToInt(Watch.Seen::pods).sum();
    }
    return new Walk(pods, first);
  }

  /** What a system says no to for good is the trouble of this one workload. */
  private @Nullable Trouble unlessRefused(Supplier<@Nullable Trouble> step) {
    try {
      return step.get();
    } catch (ActivityFailure failure) {
      // a way back of earlier builds ended here
      if (Faults.cancelled(failure) || !Changes.sinceBuildWith("back-in-spite-of-a-refusal")) {
        throw failure;
      }
      return new Trouble.Refused(start.service().service().value(), Faults.words(failure));
    }
  }

  /**
   * What is about to be done is in the ledger before it is done; on the way back the ledger is only
   * told.
   */
  private void intend() {
    for (WorkloadChange change : start.service().changes()) {
      journal.note(
          new Fact.ChangeIntended(
              start.service().service(), key("change", change.workload()), change));
    }
    if (start.back()) {
      journal.tell();
    } else {
      journal.secure();
    }
  }

  /**
   * @return the trouble when somebody else holds these fields
   */
  private @Nullable Trouble change(WorkloadChange change) {
    OperationKey key = key("change", change.workload());
    var from = start.from().stream().filter(f -> f.workload().equals(change.workload())).toList();
    WorkloadActivities workloads =
        Stubs.at(
            start.service().site(),
            WorkloadActivities.class,
            start.retryBudget(),
            "set " + change.workload());
    ChangeResult result =
        patience.with(
            "kubernetes of " + start.service().site(),
            () -> workloads.change(new ChangeRequest(key, start.token(), change, from)));
    journal.note(new Fact.ChangeMade(start.service().service(), key, change.workload(), result));
    journal.tell();
    return result instanceof ChangeResult.Conflict conflict
        ? new Trouble.Contested(change.workload() + ": " + conflict.found())
        : null;
  }

  private OperationKey key(String step, WorkloadRef workload) {
    return OperationKey.of(Workflow.getInfo().getWorkflowId(), step, workload.target());
  }

  private void pauseEviction() {
    for (WorkloadRef workload : start.evictable()) {
      evictionPaused = true;
      AutoscalerResult result =
          patience.with(
              "kubernetes of " + start.service().site(),
              () ->
                  autoscalers("pause eviction of " + workload)
                      .pauseEviction(
                          new AutoscalerRequest(key("vpa", workload), workload, start.token())));
      journal.noteRetries("eviction of %s paused".formatted(workload), result);
    }
  }

  /**
   * Always runs, also after a stop; on the way back also when an earlier rollout died before it
   * could.
   */
  List<String> tidy() {
    List<String> left = new ArrayList<>();
    watch.unpause().ifPresent(left::add);
    if (evictionPaused || start.back()) {
      start.evictable().forEach(workload -> resumeEviction(workload).ifPresent(left::add));
    }
    return left;
  }

  /**
   * Tried for the retry budget; then it is left to a person, because the end of a rollout that
   * failed or was stopped must not wait for ever.
   */
  private Optional<String> resumeEviction(WorkloadRef workload) {
    try {
      AutoscalerResult unused = resumed(workload);
      return Optional.empty();
    } catch (ActivityFailure failure) {
      String left =
          "put the update mode of the vertical autoscaler of %s back by hand: it still says Initial;"
                  .formatted(workload)
              + " its annotation slipway.dev/original-update-mode says what it was";
      String silent = Faults.silent("autoscaler of " + workload, failure);
      journal.note(new Fact.SystemIll(silent, Faults.words(failure)));
      return Optional.of(left);
    }
  }

  private AutoscalerActivities autoscalers(String summary) {
    return Stubs.at(
        start.service().site(), AutoscalerActivities.class, start.retryBudget(), summary);
  }
}
