package dev.slipway.fire.seed;

import java.util.List;

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

  /** One line that {@link ScheduleText} reads again. */
  @Override
  public String toString() {
    return ScheduleText.write(this);
  }
}
