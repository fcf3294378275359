package dev.slipway.fire.seed;

import dev.slipway.lab.word.Worded;
import java.util.List;
import java.util.stream.Stream;

/** What people set out to do; the shop has catalog and orders, then web. */
public enum Scenario implements Worded {
  /** Three services in two waves, all of them good. */
  ALL_GOOD("undoAll", 0),
  /** The last of three crashes, and the two before it are taken back. */
  LAST_CRASHES("undoAll", 0),
  /** As before, with two who have to agree. */
  APPROVED("undoAll", 2),
  /** The last of three never gets ready, and the time limit ends it. */
  NEVER_READY("undoAll", 0),
  /** One of two beside each other crashes, and only that one goes back. */
  ONE_GOES_BACK("undoFailed", 0),
  /** A failure waits for a person. */
  FAILURE_WAITS("hold", 0),
  /** Two releases want the same services, the second one other versions. */
  TWO_IN_LINE("undoAll", 0),
  /** A finished release is taken back by request. */
  TAKEN_BACK("undoAll", 0),
  /** A bad release, and then somebody tries the same again. */
  TRIED_AGAIN("undoAll", 0),
  /** One release is done, and another one of the same service waits for somebody's word. */
  ASKED("undoAll", 1),
  /** One release is done, and another one of the same service goes over it. */
  OVERTAKEN("undoAll", 0);

  private static final String GOOD = "v1.1.0";
  private static final String CRASHES = "v1.2.0-crash";

  private final String onFailure;
  private final int quorum;

  Scenario(String onFailure, int quorum) {
    this.onFailure = onFailure;
    this.quorum = quorum;
  }

  /**
   * @throws IllegalArgumentException naming the known ones
   */
  public static Scenario of(String word) {
    return Worded.of(values(), word, "no scenario '%s'; there are %s");
  }

  public String onFailure() {
    return onFailure;
  }

  /** How many have to agree. */
  public int quorum() {
    return quorum;
  }

  /** What people do, in order. */
  public List<Step> steps() {
    return switch (this) {
      case ALL_GOOD -> List.of(new Step.Start("r1", GOOD, GOOD, GOOD));
      case LAST_CRASHES, APPROVED -> List.of(new Step.Start("r1", GOOD, GOOD, CRASHES));
      case NEVER_READY -> List.of(new Step.Start("r1", GOOD, GOOD, "v1.2.0-unready"));
      case ONE_GOES_BACK -> List.of(new Step.Start("r1", CRASHES, GOOD, ""));
      case FAILURE_WAITS -> List.of(new Step.Start("r1", GOOD, CRASHES, ""));
      case TWO_IN_LINE ->
          List.of(
              new Step.Start("r1", GOOD, GOOD, ""), new Step.Start("r2", "v1.1.1", "v1.1.1", GOOD));
      case TAKEN_BACK ->
          List.of(
              new Step.Start("r1", GOOD, GOOD, GOOD),
              new Step.Finish(),
              new Step.TakeBack("back", "r1"));
      case TRIED_AGAIN ->
          List.of(
              new Step.Start("r1", CRASHES, "", ""),
              new Step.Finish(),
              new Step.Start("r2", CRASHES, GOOD, ""));
      case ASKED, OVERTAKEN ->
          List.of(
              new Step.Start("r1", GOOD, "", ""),
              new Step.Finish(),
              new Step.Start("r2", "v1.1.1", "", GOOD));
    };
  }

  /** The runs of the scenario in the order of their starts. */
  public List<String> runs() {
    return steps().stream()
        .flatMap(
            step ->
                switch (step) {
                  case Step.Start start -> Stream.of(start.run());
                  case Step.TakeBack back -> Stream.of(back.run());
                  case Step.Finish finish -> Stream.<String>empty();
                })
        .toList();
  }

  /** One step of what people do. */
  public sealed interface Step {
    /**
     * @param web empty where the service is not part of the release, as for the others
     */
    record Start(String run, String catalog, String orders, String web) implements Step {}

    /** Waits for the end of everything that was started. */
    record Finish() implements Step {}

    record TakeBack(String run, String of) implements Step {}
  }
}
