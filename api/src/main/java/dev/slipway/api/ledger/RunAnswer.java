package dev.slipway.api.ledger;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.slipway.evidence.RunView;
import dev.slipway.release.RunState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run as people see it.
 *
 * @param state where it stands; the last eight of {@link RunState} are ends
 * @param waitingFor for what and for whom it waits, as a sentence; absent when it does not
 * @param leftToDo what a person has to do by hand
 */
public record RunAnswer(
    RunState state,
    boolean ended,
    @Nullable String waitingFor,
    List<String> leftToDo,
    @JsonUnwrapped RunView view) {
  public RunAnswer {
    leftToDo = List.copyOf(leftToDo);
  }

  public static RunAnswer of(RunView view) {
    return new RunAnswer(
        view.state(), view.ended(), view.waitingFor().orElse(null), view.leftToDo(), view);
  }
}
