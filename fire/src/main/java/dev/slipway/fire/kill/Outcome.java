package dev.slipway.fire.kill;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one round.
 *
 * @param point null when nothing was to be killed
 * @param reached whether the point was passed, so that something was killed
 */
record Outcome(
    Tale tale,
    Target target,
    @Nullable Point point,
    boolean reached,
    Seen seen,
    long seconds) {

  /**
   * What was seen of it.
   *
   * @param ends of the runs
   * @param effects how many changed objects
   * @param wrong what did not hold; empty when all is well
   * @param passed every point, in order
   */
  record Seen(String ends, int effects, List<String> wrong, List<Point> passed) {
    Seen {
      wrong = List.copyOf(wrong);
      passed = List.copyOf(passed);
    }
  }

  boolean held() {
    return seen.wrong().isEmpty();
  }

  String sentence() {
    return "%s %s %s: %s%s, %d effects, %d s%s"
        .formatted(
            tale.word(),
            point == null ? "undisturbed" : target.word(),
            point == null ? "" : point,
            seen.ends(),
            point == null || reached ? "" : " (did not come by there)",
            seen.effects(),
            seconds,
            held() ? "" : "; DOES NOT HOLD:\n    " + String.join("\n    ", seen.wrong()));
  }

  /** How to play it again. */
  String again() {
    return "./slipway fire --kill %s --scenario %s --at '%s'"
        .formatted(target.word(), tale.word(), point);
  }
}
