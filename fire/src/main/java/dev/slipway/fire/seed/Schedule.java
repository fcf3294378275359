package dev.slipway.fire.seed;

import java.util.List;
import java.util.stream.Collectors;

/**
 * @param replay whether each workflow task is replayed from the beginning, as by a worker that has
 *     just started
 */
public record Schedule(long seed, Scenario scenario, boolean replay, List<Mishap> mishaps) {
  public Schedule {
    mishaps = List.copyOf(mishaps);
  }

  /** The same one with fewer mishaps. */
  public Schedule with(List<Mishap> fewer) {
    return new Schedule(seed, scenario, replay, fewer);
  }

  @Override
  public String toString() {
    return scenario.word()
        + (replay ? ", replayed at each task" : "")
        + mishaps.stream().map(mishap -> "\n    " + mishap).collect(Collectors.joining());
  }
}
