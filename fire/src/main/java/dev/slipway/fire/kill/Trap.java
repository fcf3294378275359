package dev.slipway.fire.kill;

import dev.slipway.fire.fuse.Moment;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Waits for points of one round and asks for a strike at each of them, once. */
final class Trap {
  private final Passing passing;
  private final Volley volley;
  private final Set<Point> armed;
  private final Set<Integer> moments;
  private final Set<Point> reached = new LinkedHashSet<>();
  private int passedBy;
  private int striking;
  private boolean over;

  /**
   * @param where nowhere to let everything pass
   */
  Trap(Passing passing, Volley volley, Where where) {
    this.passing = passing;
    this.volley = volley;
    armed = new LinkedHashSet<>(where.points());
    moments = new LinkedHashSet<>(where.moments());
  }

  /** Whether the process that tells its moment lives on. */
  boolean at(Moment moment) {
    return passing.at(moment).filter(this::strikes).map(unused -> struck()).orElse(true);
  }

  private boolean struck() {
    try {
      return volley.strike(this);
    } finally {
      synchronized (this) {
        striking--;
      }
      volley.changed();
    }
  }

  private synchronized boolean strikes(Point point) {
    passedBy++;
    // one of both may stand here, and both are used up
    boolean named = armed.remove(point);
    boolean strikes = moments.remove(passedBy) || named;
    if (strikes) {
      reached.add(point);
      striking++;
    }
    return strikes;
  }

  /** Whether there is a point left that may still come by, or one on its way to the strike. */
  synchronized boolean isSet() {
    return !over && !(armed.isEmpty() && moments.isEmpty() && striking == 0);
  }

  /** Its round is over: nobody need wait for it. */
  void over() {
    synchronized (this) {
      over = true;
    }
    volley.changed();
  }

  synchronized List<Point> reached() {
    return List.copyOf(reached);
  }

  Passing passing() {
    return passing;
  }
}
