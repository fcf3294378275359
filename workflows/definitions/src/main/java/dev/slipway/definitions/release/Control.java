package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Patience;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Teller;
import dev.slipway.definitions.run.Timers;
import dev.slipway.evidence.Fact;
import dev.slipway.name.TimeText;
import dev.slipway.notice.Occasion;
import dev.slipway.release.HoldPolicy;
import dev.slipway.rollout.Trouble;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people, the environment and the children want of a run: hold, resume, stop. Stopping always
 * wins: it cancels the forward scope at once, whatever that waits for.
 */
final class Control {
  private static final String LET_GO = "it was let go";

  private final Journal journal;
  private final Status status;
  private final Teller teller;
  private final Map<String, String> reasons = new LinkedHashMap<>();
  private Runnable onHold = () -> {};
  private Runnable onResume = () -> {};
  private @Nullable HoldPolicy policy;
  private @Nullable CancellationScope forward;
  private @Nullable CancellationScope holdClock;
  private @Nullable Trouble stop;
  private boolean detached;
  private boolean finishing;
  private boolean broken;

  Control(Journal journal, Status status, Teller teller) {
    this.journal = journal;
    this.status = status;
    this.teller = teller;
  }

  /**
   * What comes together with the start is handled before the run's first line: then the scope is
   * cancelled before it begins.
   */
  void governs(CancellationScope scope) {
    forward = scope;
    if (detached) {
      scope.cancel(LET_GO);
    } else if (stop != null) {
      scope.cancel(words(stop));
    }
  }

  void policy(HoldPolicy hold) {
    policy = hold;
    if (isHeld() && holdClock == null) {
      startClock();
    }
  }

  /**
   * @param begin told when the first reason to hold appears
   * @param end told when the last one is gone
   */
  void whenHeld(Runnable begin, Runnable end) {
    onHold = begin;
    onResume = end;
  }

  boolean isHeld() {
    return !reasons.isEmpty();
  }

  Optional<Trouble> stopped() {
    return Optional.ofNullable(stop);
  }

  boolean isDetached() {
    return detached;
  }

  /** From here on the end is decided: whoever wants another one must roll back. */
  void finish() {
    finishing = true;
    stopClock();
  }

  boolean isFinishing() {
    return finishing;
  }

  /** An operator took the lock: nothing may be written any more. */
  void breakLock() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }

  boolean isHeldBecauseOf(String key) {
    return reasons.containsKey(key);
  }

  /** Lets a step begin only while nothing holds the run. */
  void pass() {
    Workflow.await(() -> !isHeld());
  }

  /** Adds one reason to hold; several may hold at once, each is lifted for itself. */
  void hold(String key, String by, String why) {
    boolean first = reasons.isEmpty();
    boolean firstPause = !pauses();
    if (reasons.put(key, why) != null) {
      return;
    }
    journal.note(new Fact.Held(by, why));
    if (first) {
      status.hold("by %s: %s".formatted(by, why));
      startClock();
    }
    if (firstPause && pauses()) {
      onHold.run();
    }
    teller.tell(
        Occasion.HELD,
        "%s is held by %s".formatted(journal.run(), by),
        "%s. Resume, abort or roll back.".formatted(why));
    journal.tell();
  }

  void lift(String key, String by) {
    boolean paused = pauses();
    if (reasons.remove(key) == null) {
      return;
    }
    journal.note(
        reasons.isEmpty()
            ? new Fact.Resumed(by)
            : new Fact.Held(by, "still held: " + reasonsInWords()));
    if (paused && !pauses()) {
      onResume.run();
    }
    if (reasons.isEmpty()) {
      stopClock();
      status.unhold("resumed by " + by);
    }
    journal.tell();
  }

  /** Lifts every reason whose key begins so. */
  void liftAll(String prefix, String by) {
    reasons.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .toList()
        .forEach(key -> lift(key, by));
  }

  /** An ill system stops new steps, but what is under way must be able to get well by itself. */
  private boolean pauses() {
    return reasons.keySet().stream().anyMatch(key -> !key.startsWith("ill:"));
  }

  /** Tries for as long as a system is ill; the run is held meanwhile and says so. */
  Patience patience(String step) {
    return new Patience((system, what) -> ill(step, system, what), system -> well(step, system));
  }

  void ill(String step, String system, String what) {
    journal.note(new Fact.SystemIll(system, what));
    hold("ill:" + step, "slipway", system + " does not serve: " + what);
  }

  void well(String step, String system) {
    journal.note(new Fact.SystemWell(system));
    lift("ill:" + step, "slipway");
  }

  /**
   * Lifts what a person may lift: everything but a stop order and an ill system, which lift
   * themselves.
   */
  boolean liftByHand(String by) {
    var liftable =
        reasons.keySet().stream()
            .filter(k -> !k.startsWith("ill:") && !k.equals("stop-order"))
            .toList();
    liftable.forEach(key -> lift(key, by));
    return !liftable.isEmpty();
  }

  String reasonsInWords() {
    return String.join("; ", reasons.values());
  }

  /** Ends the forward path for this reason; the first reason stays. */
  void stop(Trouble because) {
    if (stop != null || detached || finishing) {
      return;
    }
    stop = because;
    stopClock();
    if (forward != null) {
      forward.cancel(words(because));
    }
  }

  /** What a rollout says of the release that stops it. */
  private static String words(Trouble because) {
    return because instanceof Trouble.Stopped stopped
        ? "it was " + stopped.sentence()
        : because.sentence();
  }

  void detach() {
    detached = true;
    stopClock();
    if (forward != null) {
      forward.cancel(LET_GO);
    }
  }

  private void startClock() {
    if (policy == null) {
      return;
    }
    HoldPolicy limits = policy;
    holdClock =
        Workflow.newDetachedCancellationScope(
            () -> {
              Instant due = Journal.now().plus(limits.maxAge());
              Timers.start(limits.maxAge(), "hold's maximum age")
                  .thenApply(over -> ring(limits, Timers.late(due)));
            });
    holdClock.run();
  }

  private void stopClock() {
    if (holdClock != null) {
      holdClock.cancel();
      holdClock = null;
    }
  }

  private @Nullable Void ring(HoldPolicy limits, Duration away) {
    holdClock = null;
    if (away.isPositive()) {
      journal.note(new Fact.TimeBeganAgain("the hold's maximum age", away, limits.maxAge()));
      journal.tell();
      startClock();
    } else {
      tooOld(limits);
    }
    return null;
  }

  private void tooOld(HoldPolicy limits) {
    String why =
        "held longer than %s: %s".formatted(TimeText.of(limits.maxAge()), reasonsInWords());
    teller.tell(Occasion.HELD, journal.run() + " was held too long", why);
    switch (limits.then()) {
      case BACK_OUT ->
          stop(new Trouble.TimedOut("a hold (" + reasonsInWords() + ")", limits.maxAge()));
      case KEEP_HOLDING -> startClock();
    }
  }
}
