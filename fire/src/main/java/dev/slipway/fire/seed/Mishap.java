package dev.slipway.fire.seed;

import java.time.Duration;
import java.util.List;

/** One thing that a schedule lets happen. Its text is what {@link ScheduleText} reads. */
public sealed interface Mishap {
  /**
   * @param times how many attempts in a row it hits, from 1
   */
  record Struck(Point at, Blow blow, int times) implements Mishap {
    @Override
    public String toString() {
      return "%s at %s%s".formatted(blow, at, times == 1 ? "" : " x" + times);
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

  /**
   * Said one after the other, when the ledger is told the first fact of a kind.
   *
   * @param fact simple name of a fact, such as {@code GateOpened}
   */
  record SaidOn(String fact, String run, List<Word> words) implements Mishap {
    public SaidOn {
      words = List.copyOf(words);
    }

    @Override
    public String toString() {
      return "%s to %s on %s"
          .formatted(String.join(",", words.stream().map(Word::name).toList()), run, fact);
    }
  }

  /**
   * A whole system does not serve.
   *
   * @param after virtual time since the beginning of the scenario
   */
  record Outage(Remote remote, Duration after, Duration length) implements Mishap {
    /** Whether it is away at this time since the beginning of the scenario. */
    public boolean covers(Duration time) {
      return time.compareTo(after) >= 0 && time.compareTo(after.plus(length)) < 0;
    }

    @Override
    public String toString() {
      return "%s away after %s for %s".formatted(remote, after, length);
    }
  }
}
