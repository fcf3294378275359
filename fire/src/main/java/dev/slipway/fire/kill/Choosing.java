package dev.slipway.fire.kill;

import java.util.ArrayList;
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
   * Moments that nobody knows beforehand; needs no undisturbed round.
   *
   * @param seed the same number strikes at the same numbers of moments
   */
  record Blind(int count, long seed) implements Choosing {
    @Override
    public List<Point> of(List<Point> all) {
      return List.of();
    }

    List<Where> rounds(int together) {
      Random random = new Random(seed);
      List<Where> rounds = new ArrayList<>();
      for (int left = count; left > 0; left -= together) {
        rounds.add(Where.blind(Math.min(left, together), random));
      }
      return rounds;
    }
  }

  /**
   * @param word EVERY, SAMPLE, BLIND, a number, or a point as it is printed
   * @throws IllegalArgumentException when it is none of these
   */
  static Choosing of(String word, int count, long seed) {
    return switch (word) {
      case "EVERY" -> new Every();
      case "SAMPLE" -> new Sample(count, seed);
      case "BLIND" -> new Blind(count, seed);
      default ->
          word.matches("[0-9]{1,6}")
              ? new Nth(Integer.parseInt(word))
              : new Named(Point.list(word));
    };
  }
}
