package dev.slipway.fire.proxy;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What came of one round.
 *
 * @param ends of the runs
 * @param effects how many changed objects
 * @param fates of the picks, in their order
 * @param wrong what did not hold; empty when all is well
 */
record Ended(
    String tale, String ends, int effects, List<Fate> fates, List<String> wrong, long seconds) {
  Ended {
    fates = List.copyOf(fates);
    wrong = List.copyOf(wrong);
  }

  /**
   * What a pick did.
   *
   * @param struck requests that it hit
   * @param held whether a run told of this system by its name
   */
  record Fate(Pick pick, List<String> struck, boolean held) {
    Fate {
      struck = List.copyOf(struck);
    }

    @Override
    public String toString() {
      String how = held ? "held" : "passed";
      return struck.isEmpty()
          ? pick + " (not reached)"
          : "%s (%s%s; %s)"
              .formatted(
                  pick,
                  struck.getFirst(),
                  struck.size() > 1 ? " and %d more".formatted(struck.size() - 1) : "",
                  how);
    }
  }

  boolean held() {
    return wrong.isEmpty();
  }

  String sentence() {
    return "%s: %s, %d effects, %d s: %s%s"
        .formatted(
            tale,
            ends,
            effects,
            seconds,
            fates.stream().map(Fate::toString).collect(Collectors.joining(", ")),
            held() ? "" : "; DOES NOT HOLD:\n    " + String.join("\n    ", wrong));
  }

  /** How to play it again. */
  String again() {
    return "./slipway fire --proxy any --scenario %s --fault '%s'"
        .formatted(
            tale,
            fates.stream().map(fate -> fate.pick().toString()).collect(Collectors.joining(", ")));
  }
}
