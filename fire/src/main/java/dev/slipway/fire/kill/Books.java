package dev.slipway.fire.kill;

import dev.slipway.evidence.RunView;
import dev.slipway.ledger.Database;
import dev.slipway.ledger.Json;
import dev.slipway.ledger.read.LedgerVerifier;
import dev.slipway.ledger.read.Refold;
import dev.slipway.testkit.invariant.RunStory;
import java.util.ArrayList;
import java.util.List;

/** The ledger itself: its chains hold, no fact is there twice, and the views are what it says. */
final class Books {
  private final Database ledger;

  Books(Database ledger) {
    this.ledger = ledger;
  }

  List<String> wrong(List<RunStory> runs) {
    List<String> wrong = new ArrayList<>();
    new LedgerVerifier(ledger)
        .verifyAll()
        .breaks()
        .forEach(one -> wrong.add("the ledger does not verify: " + one));
    for (RunStory run : runs) {
      if (!projected(run)) {
        wrong.add(run.run() + ": its view is not what its ledger says");
      }
    }
    return wrong;
  }

  /** Both as of one moment: a notice may be told of after the end. */
  private boolean projected(RunStory run) {
    return ledger.read(
        client ->
            client
                .sql("select detail::text from run_view where run = ?")
                .param(run.run().value())
                .query(String.class)
                .optional()
                .map(text -> Json.read(text, RunView.class))
                .filter(view -> view.equals(Refold.of(client, run.run(), Long.MAX_VALUE)))
                .isPresent());
  }
}
