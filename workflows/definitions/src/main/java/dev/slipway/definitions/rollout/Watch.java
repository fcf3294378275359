package dev.slipway.definitions.rollout;

import dev.slipway.artifact.Digest;
import dev.slipway.contract.rollout.AwaitRequest;
import dev.slipway.contract.rollout.PauseRequest;
import dev.slipway.contract.rollout.RolloutLook;
import dev.slipway.contract.rollout.RolloutStart;
import dev.slipway.contract.rollout.WorkloadActivities;
import dev.slipway.definitions.run.Faults;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Patience;
import dev.slipway.definitions.run.Stubs;
import dev.slipway.definitions.run.Timers;
import dev.slipway.evidence.Fact;
import dev.slipway.name.OperationKey;
import dev.slipway.rollout.ChangeResult;
import dev.slipway.rollout.RolloutSighting;
import dev.slipway.rollout.Strategy;
import dev.slipway.rollout.Trouble;
import dev.slipway.rollout.WorkloadChange;
import dev.slipway.rollout.WorkloadRef;
import io.temporal.failure.ActivityFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one workload until it is complete or somebody's trouble is known. The time limit is a
 * workflow timer that stands still while the rollout is held or the platform is ill, and begins
 * again when nobody was there to look.
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
    var illness = new Illness(news);
    while (true) {
      Look look = new Look(this, change, illness.isKnown());
      left = look.follow(left);
      RolloutSighting sighting = look.sighting();
      if (sighting == null) {
        Instant asked = Journal.now();
        RolloutLook last = lastLook(change);
        sighting = last.sighting();
        left = limit();
        if (sighting == null || illness.excusesNoMore(sighting)) {
          if (beginAgain(change.workload(), Timers.late(asked))) {
            continue;
          }
          return new Seen(0, timedOut(change, last));
        }
      }
      if (sighting instanceof RolloutSighting.PlatformIll sick) {
        suffer(change, sick, illness);
      } else if (sighting instanceof RolloutSighting.PlatformWell) {
        tell(change, sighting);
        left = illness.end() ? limit() : left;
      } else {
        return conclude(change, sighting, illness);
      }
    }
  }

  private Seen conclude(WorkloadChange change, RolloutSighting sighting, Illness illness) {
    tell(change, sighting);
    illness.end();
    return judge(change, sighting);
  }

  private void suffer(WorkloadChange change, RolloutSighting.PlatformIll sick, Illness illness) {
    if (illness.begin(sick.system())) {
      tell(change, sick);
      news.ill(sick.system(), sick.message());
    } else {
      illness.pause(kubernetes());
    }
  }

  private void tell(WorkloadChange change, RolloutSighting sighting) {
    journal.note(new Fact.WorkloadSeen(start.service().service(), change.workload(), sighting));
    journal.tell();
  }

  private Trouble timedOut(WorkloadChange change, RolloutLook last) {
    return new Trouble.TimedOut(
        "the rollout of %s (%s)".formatted(change.workload(), last.progress()), limit());
  }

  /**
   * Nothing is judged before this: the watch may have been blind when the limit was over, and what
   * is complete is complete.
   */
  private RolloutLook lastLook(WorkloadChange change) {
    WorkloadActivities workloads =
        Stubs.at(
            start.service().site(),
            WorkloadActivities.class,
            start.retryBudget(),
            "last look at " + change.workload());
    return patience.with(
        kubernetes(),
        () -> workloads.look(new AwaitRequest(change, start.token(), false, !start.back())));
  }

  String kubernetes() {
    return "kubernetes of " + start.service().site();
  }

  RolloutStart start() {
    return start;
  }

  boolean isHeld() {
    return hold.isHeld();
  }

  /**
   * Our absence is not the change's fault: what passed while nobody looked counts for nothing.
   *
   * @param away zero when somebody looked
   * @return whether the limit counts anew
   */
  boolean beginAgain(WorkloadRef workload, Duration away) {
    if (!away.isPositive()) {
      return false;
    }
    journal.note(
        new Fact.TimeBeganAgain("the time limit of the rollout of " + workload, away, limit()));
    journal.tell();
    return true;
  }

  void patiently(WorkloadRef workload, boolean wanted) {
    patience.with(kubernetes(), () -> pause(workload, wanted));
  }

  Duration limit() {
    return switch (start.service().strategy()) {
      case Strategy.Rolling rolling ->
          start.back() ? rolling.rollbackTimeout() : rolling.rolloutTimeout();
    };
  }

  private Seen judge(WorkloadChange change, RolloutSighting sighting) {
    return switch (sighting) {
      case RolloutSighting.Complete complete -> new Seen(complete.pods(), null);
      case RolloutSighting.Crashing crash ->
          bad(crash, crash.image().digest().stream().filter(Blame.of(start)::contains).toList());
      case RolloutSighting.Unpullable gone -> bad(gone, List.of());
      case RolloutSighting.Misconfigured wrong -> bad(wrong, List.of());
      case RolloutSighting.Superseded other ->
          new Seen(0, new Trouble.Contested(change.workload() + ": " + other.message()));
      case RolloutSighting.PlatformIll sick ->
          new Seen(0, new Trouble.Unseen(sick.system(), sick.message()));
      case RolloutSighting.PlatformWell well ->
          new Seen(0, new Trouble.Unseen(kubernetes(), "it said nothing but that it is well"));
    };
  }

  private Seen bad(RolloutSighting seen, List<Digest> guilty) {
    return new Seen(
        0, new Trouble.BadChange(start.service().service().value(), seen.sentence(), guilty));
  }

  /** Leaves no workload paused behind, however the rollout ends. */
  Optional<String> unpause() {
    WorkloadRef still = paused;
    if (still == null) {
      return Optional.empty();
    }
    try {
      pause(still, false);
      return Optional.empty();
    } catch (ActivityFailure failure) {
      String silent = Faults.silent(String.valueOf(still), failure);
      journal.note(new Fact.SystemIll(silent, Faults.words(failure)));
      return Optional.of(still + " is still paused: resume it by hand (kubectl rollout resume)");
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
    journal.noteRetries(workload + (wanted ? " paused" : " goes on"), result);
    return result;
  }
}
