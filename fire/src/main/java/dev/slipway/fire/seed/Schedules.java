package dev.slipway.fire.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Makes a schedule of a number, over the points that its scenario passes when nothing happens. */
public final class Schedules {
  /** Tries that a retry budget outlasts, and more than it does. */
  private static final int[] TIMES = {1, 1, 1, 1, 2, 3, 5, 40};

  private final Function<Scenario, List<Point>> passed;

  /**
   * @param passed the points of a scenario's undisturbed play, in a fixed order
   */
  public Schedules(Function<Scenario, List<Point>> passed) {
    this.passed = passed;
  }

  public Schedule of(long seed) {
    RandomGenerator dice = new SplittableRandom(seed);
    Scenario scenario = pick(dice, List.of(Scenario.values()));
    boolean replay = dice.nextInt(4) == 0;
    List<Point> points = passed.apply(scenario);
    int count = 1 + dice.nextInt(4);
    List<Mishap> mishaps = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      mishaps.add(mishap(dice, scenario, points));
    }
    return new Schedule(seed, scenario, replay, mishaps);
  }

  private static Mishap mishap(RandomGenerator dice, Scenario scenario, List<Point> points) {
    Point at = later(dice, pick(dice, points));
    String run = pick(dice, scenario.runs());
    return switch (dice.nextInt(5)) {
      case 0 -> new Mishap.SaidAt(at, run, pick(dice, List.of(Word.values())));
      case 1 ->
          new Mishap.SaidAfter(
              Duration.ofMillis(dice.nextInt(120_000)), run, pick(dice, List.of(Word.values())));
      default ->
          new Mishap.Struck(
              at, pick(dice, List.of(Blow.values())), TIMES[dice.nextInt(TIMES.length)]);
    };
  }

  /** Now and then beyond what an undisturbed play passes: the second try, a second undo. */
  private static Point later(RandomGenerator dice, Point point) {
    return dice.nextInt(5) == 0
        ? new Point(point.workflow(), point.activity(), point.number() + 1)
        : point;
  }

  private static <T> T pick(RandomGenerator dice, List<T> all) {
    return all.get(dice.nextInt(all.size()));
  }
}
