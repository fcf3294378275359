package dev.slipway.probes;

import dev.slipway.analysis.Verdict;
import java.time.Duration;
import java.util.Optional;

/**
 * What did not come back. One lost answer says nothing about the service; the same thing again and
 * again, or a tenth of all answers, does.
 */
final class Losses {
  /** With this much time in between, three in a row are more than a blink of the way. */
  static final Duration PAUSE = Duration.ofSeconds(3);

  static final int IN_A_ROW = 3;

  private final int mostLost;
  private int lost;
  private int inARow;
  private int unseenInARow;

  /**
   * @param wanted answers that the look needs
   */
  Losses(int wanted) {
    this.mostLost = Math.max(IN_A_ROW, wanted / 10);
  }

  /**
   * Counts one more.
   *
   * @return the verdict when that was one too many
   */
  Optional<Verdict> add(Reply reply) {
    inARow++;
    if (reply instanceof Reply.OutOfSight out) {
      unseenInARow++;
      return inARow < IN_A_ROW
          ? Optional.empty()
          : Optional.of(new Verdict.ProviderDown(out.why()));
    }
    lost++;
    String why = reply instanceof Reply.Lost gone ? gone.why() : "no answer";
    if (inARow >= IN_A_ROW) {
      String always = "%s, %d times in a row".formatted(why, inARow);
      return Optional.of(
          unseenInARow > 0 ? new Verdict.ProviderDown(always) : new Verdict.Fail(always));
    }
    return lost < mostLost
        ? Optional.empty()
        : Optional.of(new Verdict.Fail("%s%s".formatted(why, told())));
  }

  /** Something was answered. */
  void end() {
    inARow = 0;
    unseenInARow = 0;
  }

  /** For the words of a verdict; empty when nothing was lost. */
  String told() {
    return switch (lost) {
      case 0 -> "";
      case 1 -> ", 1 answer was lost";
      default -> ", %d answers were lost".formatted(lost);
    };
  }
}
