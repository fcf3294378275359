package dev.slipway.bench.bare;

import java.util.List;

/**
 * What one release makes Temporal do.
 *
 * @param planning activities of its planning, beside each other
 * @param own activities of the release itself, one after the other
 * @param rollouts activities of each rollout, one after the other; the rollouts beside each other
 */
public record Shape(int planning, int own, List<Integer> rollouts) {
  public Shape {
    rollouts = List.copyOf(rollouts);
  }

  /** All of them. */
  int activities() {
    return planning + own + rollouts.stream().mapToInt(Integer::intValue).sum();
  }
}
