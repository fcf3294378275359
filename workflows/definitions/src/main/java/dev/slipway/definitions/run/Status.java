package dev.slipway.definitions.run;

import dev.slipway.contract.SearchAttributes;
import dev.slipway.evidence.Fact;
import dev.slipway.release.RunState;
import io.temporal.workflow.Workflow;
import java.util.ArrayDeque;
import java.util.Locale;

/**
 * What the Web UI and searches say of a run: state as a search attribute, the story as current
 * details.
 */
public final class Status {
  private static final int LINES = 30;
  private final Journal journal;
  private final Headline headline;
  private final ArrayDeque<String> story = new ArrayDeque<>();
  private RunState base = RunState.PLANNING;
  private boolean held;

  public Status(Journal journal) {
    this.journal = journal;
    headline = new Headline(journal.run());
    journal.listen(
        told -> {
          headline.after(told);
          show();
        });
  }

  public RunState state() {
    return held ? RunState.HELD : base;
  }

  /**
   * The run goes on to this state, which no other fact says, and says so before what comes of it.
   */
  public void enter(RunState next, String why) {
    journal.note(new Fact.StateChanged(next, why));
    journal.tell();
    follow(next, why);
  }

  /**
   * The run goes on to this state, and a fact of its own says so; while it is held that shows only
   * when the hold ends.
   */
  public void follow(RunState next, String why) {
    base = next;
    if (next.ended() || next == RunState.COMPENSATING) {
      held = false;
    }
    if (!held) {
      show(next, why);
    }
  }

  public void hold(String why) {
    held = true;
    show(RunState.HELD, why);
  }

  public void unhold(String why) {
    if (held) {
      held = false;
      show(base, why);
    }
  }

  private void show(RunState shown, String why) {
    Workflow.upsertTypedSearchAttributes(SearchAttributes.STATE.valueSet(shown.name()));
    tell("**%s** %s".formatted(shown.name().toLowerCase(Locale.ROOT).replace('_', ' '), why));
  }

  /** Adds one line to the story; the newest lines are kept. */
  public void tell(String line) {
    story.addLast("- `%s` %s".formatted(Journal.now(), line));
    while (story.size() > LINES) {
      story.removeFirst();
    }
    show();
  }

  private void show() {
    Workflow.setCurrentDetails(
        String.join("\n", headline.lines()) + "\n\n" + String.join("\n", story));
  }
}
