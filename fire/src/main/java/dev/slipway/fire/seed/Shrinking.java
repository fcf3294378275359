package dev.slipway.fire.seed;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds what a failing schedule can do without. */
public final class Shrinking {
  private Shrinking() {}

  /**
   * @param fails plays a schedule and says whether something did not hold
   * @return a schedule of which no single mishap can be left out
   */
  public static Schedule shrink(Schedule schedule, Predicate<Schedule> fails) {
    Schedule least = schedule;
    boolean smaller = true;
    while (smaller) {
      smaller = false;
      for (int i = 0; i < least.mishaps().size() && !smaller; i++) {
        List<Mishap> fewer = new ArrayList<>(least.mishaps());
        fewer.remove(i);
        Schedule candidate = least.with(fewer);
        if (fails.test(candidate)) {
          least = candidate;
          smaller = true;
        }
      }
    }
    return least;
  }
}
