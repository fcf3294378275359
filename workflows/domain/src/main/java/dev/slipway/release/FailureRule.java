package dev.slipway.release;

import dev.slipway.artifact.Digest;
import dev.slipway.rollout.Trouble;
import java.util.Comparator;
import java.util.List;

/** Decides what follows a trouble. Pure; the release carries it out. */
public final class FailureRule {
  private FailureRule() {}

  /**
   * @param rulesVersion of the plan; all versions so far react alike
   */
  public static Reaction react(int rulesVersion, Trouble trouble, FailureAction onFailure) {
    RulesVersion.requireKnown(rulesVersion);
    return switch (trouble) {
      case Trouble.BadChange bad -> bad(onFailure);
      case Trouble.Refused refused -> bad(onFailure);
      case Trouble.TimedOut late -> bad(onFailure);
      case Trouble.Contested contested -> Reaction.HOLD;
      case Trouble.Unseen unseen -> Reaction.UNDO_ALL;
      case Trouble.Stopped stopped -> Reaction.UNDO_ALL;
    };
  }

  /**
   * Of troubles that came together the one that decides: the first of those that ask for the
   * strongest reaction. Which of them was seen first is chance.
   *
   * @param troubles at least one
   */
  public static Trouble decisive(
      int rulesVersion, List<Trouble> troubles, FailureAction onFailure) {
    return troubles.stream()
        .min(Comparator.comparing(trouble -> react(rulesVersion, trouble, onFailure)))
        .orElseThrow(() -> new IllegalArgumentException("there is no trouble to react to"));
  }

  private static Reaction bad(FailureAction onFailure) {
    return switch (onFailure) {
      case UNDO_ALL -> Reaction.UNDO_ALL;
      case UNDO_FAILED -> Reaction.UNDO_FAILED;
      case HOLD -> Reaction.HOLD;
    };
  }

  /** Digests that failed by their own fault; only a bad change has any. */
  public static List<Digest> guilty(Trouble trouble) {
    return trouble instanceof Trouble.BadChange bad ? bad.guilty() : List.of();
  }
}
