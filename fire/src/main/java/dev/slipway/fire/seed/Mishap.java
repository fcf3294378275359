package dev.slipway.fire.seed;

import java.time.Duration;

/** One thing that a schedule lets happen. */
public sealed interface Mishap {
  /**
   * @param times how many attempts in a row it hits, from 1
   */
  record Struck(Point at, Blow blow, int times) implements Mishap {
    @Override
    public String toString() {
      return "%s at %s%s".formatted(blow, at, times == 1 ? "" : " and the next " + (times - 1));
    }
  }

  /** Said before the attempt acts. */
  record SaidAt(Point at, String run, Word word) implements Mishap {
    @Override
    public String toString() {
      return "%s to %s at %s".formatted(word, run, at);
    }
  }

  /**
   * @param after virtual time since the beginning of the scenario
   */
  record SaidAfter(Duration after, String run, Word word) implements Mishap {
    @Override
    public String toString() {
      return "%s to %s after %s".formatted(word, run, after);
    }
  }
}
