package dev.slipway.testkit.invariant;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What must hold at the end of every story, however it went. */
public enum Invariant {
  ONE_AT_A_TIME("Two runs never change one workload at a time, and no token ever goes down."),
  ONCE("An operation key changes an object once."),
  FORESEEN(
      "Whatever happened to a workload was in the ledger before, and what the ledger calls applied"
          + " happened."),
  NO_LATE_ACT("No act of the way forward lands after an undo of the same run."),
  UNDO_RECORDED("The undo of a service is in the ledger before its change."),
  REVERSE_ORDER("Undos run one after the other, the newest first."),
  NO_KNOWN_BAD("A digest that a run made known-bad is not set by a later one."),
  INNOCENT("Only a digest that is bad by itself becomes known-bad."),
  NOT_BLAMED("Faults of the platform never make a change bad: without a bad image no run says so."),
  AS_FOUND("Autoscalers and pauses are as they were, or a run says what is left of them."),
  ENDED("A run ends in one of its end states and says so once."),
  TRUTHFUL("The cluster is as the ends of the runs say."),
  VOTES_ONCE("A person's vote counts once at a gate, and the author's never."),
  ABORT_WINS("After an accepted abort no wave begins.");

  private final String sentence;

  Invariant(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }

  /** What does not hold; empty when all is well. */
  public static List<Violation> violated(Testimony testimony) {
    return Arrays.stream(values())
        .flatMap(one -> one.check(testimony).map(what -> new Violation(one, what)))
        .toList();
  }

  private Stream<String> check(Testimony all) {
    return switch (this) {
      case ONE_AT_A_TIME -> EffectChecks.oneAtATime(all);
      case ONCE -> EffectChecks.once(all);
      case FORESEEN -> EffectChecks.foreseen(all);
      case NO_LATE_ACT -> EffectChecks.noLateAct(all);
      case UNDO_RECORDED -> StoryChecks.recorded(all);
      case REVERSE_ORDER -> StoryChecks.reverse(all);
      case NO_KNOWN_BAD -> EffectChecks.noKnownBad(all);
      case INNOCENT -> StoryChecks.innocent(all);
      case NOT_BLAMED -> StoryChecks.notBlamed(all);
      case AS_FOUND -> EndChecks.asFound(all);
      case ENDED -> StoryChecks.ended(all);
      case TRUTHFUL -> EndChecks.truthful(all);
      case VOTES_ONCE -> StoryChecks.votes(all);
      case ABORT_WINS -> StoryChecks.abortWins(all);
    };
  }
}
