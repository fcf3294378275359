package dev.slipway.fire.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Makes a schedule of a number, over the points that its scenario passes when nothing happens. */
public final class Schedules {
  /** Tries that a retry budget outlasts, and more than it does. */
  private static final int[] TIMES = {1, 1, 1, 1, 2, 3, 5, 40};

  private static final List<Duration> OUTAGES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10),
          Duration.ofHours(1));

  private static final List<String> FACTS =
      List.of(
          "GateOpened",
          "LockWaiting",
          "LockGranted",
          "WaveStarted",
          "RolloutStarted",
          "Held",
          "CompensationStarted");

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
    for (int i = 0; i < count && !points.isEmpty(); i++) {
      mishaps.add(mishap(dice, scenario, points));
    }
    return new Schedule(seed, scenario, replay, mishaps);
  }

  private static Mishap mishap(RandomGenerator dice, Scenario scenario, List<Point> points) {
    Point at = later(dice, pick(dice, points));
    String run = pick(dice, scenario.runs());
    return switch (dice.nextInt(9)) {
      case 0 -> new Mishap.SaidAt(at, run, word(dice));
      case 1 -> new Mishap.SaidAfter(early(dice), run, word(dice));
      case 2 -> new Mishap.SaidOn(pick(dice, FACTS), run, words(dice));
      case 3 ->
          new Mishap.Outage(pick(dice, List.of(Remote.values())), early(dice), pick(dice, OUTAGES));
      default ->
          new Mishap.Struck(
              at, pick(dice, List.of(Blow.values())), TIMES[dice.nextInt(TIMES.length)]);
    };
  }

  private static Word word(RandomGenerator dice) {
    return pick(dice, Stream.of(Word.values()).filter(word -> word != Word.EXPIRE).toList());
  }

  private static List<Word> words(RandomGenerator dice) {
    int count = 1 + dice.nextInt(4);
    return IntStream.range(0, count).mapToObj(i -> pick(dice, List.of(Word.values()))).toList();
  }

  private static Duration early(RandomGenerator dice) {
    return Duration.ofMillis(dice.nextInt(120_000));
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
