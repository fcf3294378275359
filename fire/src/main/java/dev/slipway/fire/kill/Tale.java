package dev.slipway.fire.kill;

import dev.slipway.evidence.Fact;
import dev.slipway.lab.word.Worded;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** What people set out to do on the lab; the shop has catalog and orders, then web. */
public enum Tale implements Worded {
  /** Three services in two waves; somebody has to approve. */
  APPROVED(true, List.of("SUCCEEDED"), Tale::approved),
  /** The third of three crashes, and two are taken back. */
  LAST_CRASHES(false, List.of("COMPENSATED"), Tale::lastCrashes),
  /** Somebody aborts during the first wave, if the word comes in time. */
  ABORTED(false, List.of("COMPENSATED", "SUCCEEDED"), Tale::aborted),
  /** A finished release is taken back by request. */
  TAKEN_BACK(false, List.of("SUCCEEDED+SUCCEEDED"), Tale::takenBack),
  /** Held during the first wave, and resumed. */
  HELD(false, List.of("SUCCEEDED"), Tale::held),
  /** Emergency stop during the first wave, if it comes in time, back to what was stable. */
  STOPPED(false, List.of("COMPENSATED", "SUCCEEDED"), Tale::stopped),
  /** Two releases want one environment. */
  TWO_IN_LINE(false, List.of("SUCCEEDED+SUCCEEDED"), Tale::twoInLine),
  /** As the first one; the worker that comes back is of another build. */
  NEW_BUILD(true, List.of("SUCCEEDED"), Tale::approved);

  private static final String GOOD = "";
  private static final String CRASHES = "-crash";

  private final boolean gate;

  /** Unmodifiable. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<String> ends;

  /** A method of this class, which keeps nothing. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final Consumer<People> play;

  Tale(boolean gate, List<String> ends, Consumer<People> play) {
    this.gate = gate;
    this.ends = ends;
    this.play = play;
  }

  /** Whether one person has to agree. */
  boolean gate() {
    return gate;
  }

  /** How its runs may end, one after the other, whatever is killed meanwhile. */
  public List<String> ends() {
    return ends;
  }

  void play(People people) {
    play.accept(people);
    people.awaitEnds();
  }

  /**
   * @throws IllegalArgumentException naming the known ones
   */
  public static Tale of(String word) {
    return Worded.of(values(), word, "no scenario '%s'; there are %s");
  }

  /**
   * @param words several with commas between them, or {@code all}
   */
  static List<Tale> list(String words) {
    return words.equals("all")
        ? List.of(values())
        : Arrays.stream(words.split(",", -1)).map(word -> of(word.strip())).toList();
  }

  static String words() {
    return Worded.words(values());
  }

  private static void approved(People people) {
    people.release("r1", List.of(GOOD, GOOD, GOOD));
    people.approve("r1");
  }

  private static void lastCrashes(People people) {
    people.release("r1", List.of(GOOD, GOOD, CRASHES));
  }

  private static void aborted(People people) {
    people.release("r1", List.of(GOOD, GOOD, GOOD));
    people.await("r1", Fact.ChangeMade.class);
    people.order("r1", "abort");
  }

  private static void takenBack(People people) {
    people.release("r1", List.of(GOOD, GOOD, GOOD));
    people.awaitEnds();
    people.takeBack("back", "r1");
  }

  private static void held(People people) {
    people.release("r1", List.of(GOOD, GOOD, GOOD));
    people.await("r1", Fact.ChangeMade.class);
    people.order("r1", "hold");
    people.await("r1", Fact.Held.class);
    people.order("r1", "resume");
  }

  private static void stopped(People people) {
    people.release("r1", List.of(GOOD, GOOD, GOOD));
    people.await("r1", Fact.ChangeMade.class);
    people.stop();
    people.awaitEnds();
    people.lift();
  }

  private static void twoInLine(People people) {
    people.release("r1", List.of(GOOD, GOOD));
    people.release("r2", List.of(GOOD, GOOD, GOOD));
  }
}
