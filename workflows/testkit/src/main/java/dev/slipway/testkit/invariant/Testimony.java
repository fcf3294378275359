package dev.slipway.testkit.invariant;

import dev.slipway.artifact.Digest;
import dev.slipway.rollout.WorkloadRef;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was seen of some runs, from beginning to end.
 *
 * @param runs in the order in which they were started
 * @param effects in the order in which they happened
 * @param before each workload before the first run
 * @param after each workload after the last run
 * @param bad digests that are truly bad: their pods crash or answer wrongly by themselves
 */
public record Testimony(
    List<RunStory> runs,
    List<Effect> effects,
    Map<WorkloadRef, Look> before,
    Map<WorkloadRef, Look> after,
    List<Digest> bad) {
  public Testimony {
    runs = List.copyOf(runs);
    effects = List.copyOf(effects);
    before = new LinkedHashMap<>(before);
    after = new LinkedHashMap<>(after);
    bad = List.copyOf(bad);
  }

  List<Effect> of(WorkloadRef workload) {
    return effects.stream().filter(e -> e.workload().equals(workload)).toList();
  }

  List<Effect> of(RunStory story) {
    return effects.stream().filter(e -> e.run().equals(story.run().value())).toList();
  }
}
