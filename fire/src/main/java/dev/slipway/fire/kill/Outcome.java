package dev.slipway.fire.kill;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What came of one round.
 *
 * @param where where to kill
 * @param reached those that were passed, so that something was killed
 */
record Outcome(
    Tale tale, Target target, Where where, List<Point> reached, Seen seen, long seconds) {
  Outcome {
    reached = List.copyOf(reached);
  }

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

  /** Those that did not come by this time. */
  List<Point> missed() {
    return where.points().stream().filter(point -> !reached.contains(point)).toList();
  }

  String sentence() {
    return "%s %s: %s, %d effects, %d s%s"
        .formatted(
            tale.word(),
            where.nowhere() ? "undisturbed" : target.word() + " " + named(),
            seen.ends(),
            seen.effects(),
            seconds,
            held() ? "" : "; DOES NOT HOLD:\n    " + String.join("\n    ", seen.wrong()));
  }

  private String named() {
    return Stream.concat(
            reached.stream().map(Point::toString),
            missed().stream().map(point -> "(not passed: " + point + ")"))
        .collect(Collectors.joining(", "));
  }

  /** How to play it again, and why one would want to. */
  String again() {
    return "./slipway fire --kill %s --scenario %s --at '%s' # %s"
        .formatted(
            target.word(),
            tale.word(),
            reached.stream().map(Point::toString).collect(Collectors.joining(", ")),
            String.join("; ", seen.wrong()).replace('\n', ' '));
  }
}
