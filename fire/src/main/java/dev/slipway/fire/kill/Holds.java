package dev.slipway.fire.kill;

import dev.slipway.evidence.Fact;
import dev.slipway.lab.witness.SeenEffect;
import dev.slipway.testkit.invariant.RunStory;
import java.util.List;

/**
 * While a run is on hold its workloads are paused, and afterwards they go on: as often as somebody
 * wants it, so no promise counts it. That nothing stays paused is an invariant of its own.
 */
final class Holds {
  private Holds() {}

  /** Effects without the pauses of runs that tell of a hold. */
  static List<SeenEffect> without(List<SeenEffect> effects, List<RunStory> runs) {
    return effects.stream()
        .filter(effect -> runs.stream().noneMatch(run -> pauses(run, effect.operation())))
        .toList();
  }

  private static boolean pauses(RunStory run, String operation) {
    boolean step = operation.contains("/pause/") || operation.contains("/resume/");
    return step && operation.contains("/" + run.run() + "/") && !run.all(Fact.Held.class).isEmpty();
  }
}
