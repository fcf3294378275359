package dev.slipway.fire.seed;

import java.util.ArrayList;
import java.util.List;

/** All orders in which a few things may happen to a run at one moment. */
public final class Races {
  private static final List<Word> WORDS =
      List.of(
          Word.APPROVE, Word.ABORT, Word.HOLD, Word.EXPIRE, Word.STOP, Word.ROLL_BACK, Word.KILL);

  private Races() {}

  /**
   * At an open gate and at the beginning of a wave, of a release after another one.
   *
   * @param longest how many words at most, from 1 to 7
   */
  public static List<Schedule> upTo(int longest) {
    List<Schedule> all = new ArrayList<>();
    for (List<Word> order : orders(longest)) {
      all.add(race(Scenario.ASKED, "GateOpened", order));
      if (!order.contains(Word.APPROVE)) {
        all.add(race(Scenario.OVERTAKEN, "WaveStarted", order));
      }
    }
    return List.copyOf(all);
  }

  private static Schedule race(Scenario scenario, String fact, List<Word> order) {
    boolean replayed = order.contains(Word.KILL);
    return new Schedule(0, scenario, replayed, List.of(new Mishap.SaidOn(fact, "r2", order)));
  }

  /** Every order of every choice of the words, the short ones first. */
  static List<List<Word>> orders(int longest) {
    List<List<Word>> all = new ArrayList<>();
    List<List<Word>> last = List.of(List.of());
    for (int length = 1; length <= longest; length++) {
      List<List<Word>> next = new ArrayList<>();
      for (List<Word> begin : last) {
        for (Word word : WORDS) {
          if (!begin.contains(word)) {
            List<Word> order = new ArrayList<>(begin);
            order.add(word);
            next.add(List.copyOf(order));
          }
        }
      }
      all.addAll(next);
      last = next;
    }
    return all;
  }
}
