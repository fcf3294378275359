package dev.slipway.fire;

import dev.slipway.fire.seed.Point;
import dev.slipway.fire.seed.Scenario;
import dev.slipway.fire.seed.Schedule;
import dev.slipway.fire.site.Play;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The points that a scenario passes when nothing happens: played once a process. */
final class Undisturbed {
  /** The first looks of a watch and the first checks of a plan stand for all of them. */
  private static final int LOOKS = 3;

  private static final Map<Scenario, List<Point>> KNOWN = new ConcurrentHashMap<>();

  private Undisturbed() {}

  static List<Point> points(Scenario scenario) {
    return KNOWN.computeIfAbsent(scenario, Undisturbed::play);
  }

  /** What is asked many times over says the same each time. */
  private static boolean repeats(Point point) {
    return point.activity().equals("WorkloadAwait") || point.workflow().startsWith("planning/");
  }

  private static List<Point> play(Scenario scenario) {
    return Play.play(new Schedule(0, scenario, false, List.of())).passed().stream()
        .filter(point -> point.number() <= LOOKS || !repeats(point))
        .toList();
  }
}
