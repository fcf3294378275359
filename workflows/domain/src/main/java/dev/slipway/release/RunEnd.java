package dev.slipway.release;

import java.util.List;

/**
 * How a run ended.
 *
 * @param leftToDo what a person has to do, empty unless NEEDS_ATTENTION
 */
public record RunEnd(RunState state, String summary, List<String> leftToDo) {
  public RunEnd {
    if (!state.ended()) {
      throw new IllegalArgumentException(state + " is not an end");
    }
    leftToDo = List.copyOf(leftToDo);
  }
}
