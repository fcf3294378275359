package dev.slipway.api.ledger;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.slipway.evidence.RunView;
import dev.slipway.release.RunState;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run as people see it.
 *
 * @param state where it stands; the last eight of {@link RunState} are ends
 * @param waitingFor for what and for whom it waits, as a sentence; absent when it does not
 * @param unattended that nobody works for it, as a sentence; absent when somebody does, or when it
 *     moved lately
 * @param leftToDo what a person has to do by hand
 */
public record RunAnswer(
    RunState state,
    boolean ended,
    @Nullable String waitingFor,
    @Nullable String unattended,
    List<String> leftToDo,
    @JsonUnwrapped RunView view) {
  public RunAnswer {
    leftToDo = List.copyOf(leftToDo);
  }

  /**
   * @param hint what the run cannot know itself, such as that nobody works for it
   */
  static RunAnswer of(RunView view, Optional<String> hint) {
    List<String> waits = Stream.concat(hint.stream(), view.waitingFor().stream()).toList();
    return new RunAnswer(
        view.state(),
        view.ended(),
        waits.isEmpty() ? null : String.join("; ", waits),
        hint.orElse(null),
        view.leftToDo(),
        view);
  }
}
