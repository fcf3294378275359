package dev.slipway.fire.kill;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * Where one round is struck.
 *
 * @param points by their names
 * @param moments by their numbers in the round, from 1, whatever they turn out to be
 */
record Where(List<Point> points, List<Integer> moments) {
  /** An undisturbed round. */
  static final Where NOWHERE = new Where(List.of(), List.of());

  /** Most scenarios pass more moments than this. */
  private static final int MOMENTS = 300;

  Where {
    points = List.copyOf(points);
    moments = List.copyOf(moments);
  }

  static Where at(List<Point> points) {
    return new Where(points, List.of());
  }

  /** Some moments that nobody knows beforehand. */
  static Where blind(int count, Random random) {
    TreeSet<Integer> moments = new TreeSet<>();
    while (moments.size() < count) {
      moments.add(1 + random.nextInt(MOMENTS));
    }
    return new Where(List.of(), List.copyOf(moments));
  }

  /**
   * Puts points into rounds, those of one round far from each other.
   *
   * @param together how many kills one round may have
   */
  static List<Where> rounds(List<Point> points, int together) {
    int count = (points.size() + together - 1) / together;
    List<Where> rounds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Point> round = new ArrayList<>();
      for (int j = i; j < points.size(); j += count) {
        round.add(points.get(j));
      }
      rounds.add(at(round));
    }
    return rounds;
  }

  boolean nowhere() {
    return points.isEmpty() && moments.isEmpty();
  }
}
