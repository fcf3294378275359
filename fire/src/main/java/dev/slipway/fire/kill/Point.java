package dev.slipway.fire.kill;

import dev.slipway.fire.fuse.Stage;
import java.util.Arrays;
import java.util.List;

/**
 * One moment of a scenario, under a name that is the same each time it is played.
 *
 * @param workflow its id without what is different each time, such as {@code rollout/r1/web}
 * @param what type of the activity, or cause and decisions of a workflow task
 * @param number which time the workflow comes by here, from 1
 */
public record Point(Stage stage, String workflow, String what, int number) {

  /** What many points have in common: kind of workflow, activity or decision, stage. */
  String kind() {
    return workflow.split("/", 2)[0] + " " + what + " " + stage;
  }

  @Override
  public String toString() {
    return "%s %s %s #%d".formatted(stage, workflow, what, number);
  }

  /** Several, with commas between them. */
  static List<Point> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(Point::of).toList();
  }

  /**
   * @throws IllegalArgumentException when the text is no point
   */
  static Point of(String text) {
    String[] words = text.strip().split(" ", -1);
    if (words.length != 4 || !words[3].matches("#[0-9]+")) {
      throw new IllegalArgumentException(
          "'%s' is no point; one looks like 'ACT rollout/r1/web WorkloadChange #1'"
              .formatted(text));
    }
    return new Point(
        Stage.valueOf(words[0]), words[1], words[2], Integer.parseInt(words[3].substring(1)));
  }
}
