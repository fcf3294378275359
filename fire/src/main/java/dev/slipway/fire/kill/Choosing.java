package dev.slipway.fire.kill;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Which points of a scenario are tried. */
public sealed interface Choosing {

  /** Out of all points of an undisturbed round, in their order. */
  List<Point> of(List<Point> all);

  /** The first point of each kind: workflow event and activity, and each stage of an activity. */
  record Every() implements Choosing {
    @Override
    public List<Point> of(List<Point> all) {
      Map<String, Point> first = new LinkedHashMap<>();
      all.forEach(point -> first.putIfAbsent(point.kind(), point));
      return List.copyOf(first.values());
    }
  }

  /**
   * Different ones by chance.
   *
   * @param seed the same number gives the same points as long as the scenario passes the same ones
   */
  record Sample(int count, long seed) implements Choosing {
    @Override
    public List<Point> of(List<Point> all) {
      List<Point> left = new ArrayList<>(new LinkedHashSet<>(all));
      Random random = new Random(seed);
      Set<Point> chosen = new LinkedHashSet<>();
      while (chosen.size() < count && !left.isEmpty()) {
        chosen.add(left.remove(random.nextInt(left.size())));
      }
      return List.copyOf(chosen);
    }
  }

  /**
   * @param number from 1, in the order of the undisturbed round
   */
  record Nth(int number) implements Choosing {
    @Override
    public List<Point> of(List<Point> all) {
      if (number < 1 || number > all.size()) {
        throw new IllegalArgumentException(
            "there is no point %d; the scenario passes %d of them".formatted(number, all.size()));
      }
      return List.of(all.get(number - 1));
    }
  }

  /** Some that are known by their names; all of them in one round. */
  record Named(List<Point> points) implements Choosing {
    public Named {
      points = List.copyOf(points);
    }

    @Override
    public List<Point> of(List<Point> all) {
      return points;
    }
  }

  /**
   * Puts points into rounds, those of one round far from each other.
   *
   * @param together how many kills one round may have
   */
  static List<List<Point>> rounds(List<Point> points, int together) {
    int count = (points.size() + together - 1) / together;
    List<List<Point>> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Point> round = new ArrayList<>();
      for (int j = i; j < points.size(); j += count) {
        round.add(points.get(j));
      }
      rounds.add(round);
    }
    return rounds;
  }

  /**
   * @param word EVERY, SAMPLE, a number, or a point as it is printed
   * @throws IllegalArgumentException when it is none of these
   */
  static Choosing of(String word, int count, long seed) {
    return switch (word) {
      case "EVERY" -> new Every();
      case "SAMPLE" -> new Sample(count, seed);
      default ->
          word.matches("[0-9]{1,6}")
              ? new Nth(Integer.parseInt(word))
              : new Named(Arrays.stream(word.split(", *", -1)).map(Point::of).toList());
    };
  }
}
