package dev.slipway.practice.world;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/** The instants at which something in the world is due. */
public final class Agenda {
  private final TreeSet<Instant> due = new TreeSet<>();

  /** Makes the world look again at this time; asking twice does no harm. */
  public void at(Instant time) {
    due.add(time);
  }

  Optional<Instant> next() {
    return due.isEmpty() ? Optional.empty() : Optional.of(due.first());
  }

  boolean take(Instant upTo) {
    boolean any = !due.isEmpty() && !due.first().isAfter(upTo);
    due.headSet(upTo, true).clear();
    return any;
  }
}
