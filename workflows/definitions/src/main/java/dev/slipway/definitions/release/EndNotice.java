package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Teller;
import dev.slipway.name.RunId;
import dev.slipway.notice.Occasion;
import dev.slipway.release.RunEnd;

/** Tells how a run ended, and always what is left to do; the reason once, where there is room. */
final class EndNotice {
  private EndNotice() {}

  static void send(Teller teller, RunId run, RunEnd end) {
    teller.tell(
        Occasion.ENDED,
        "%s %s".formatted(run, end.state()),
        end.leftToDo().isEmpty()
            ? end.summary()
            : end.summary() + "\nLeft to do:\n- " + String.join("\n- ", end.leftToDo()));
  }
}
