package dev.slipway.definitions.release;

import dev.slipway.contract.release.LastWordStart;
import dev.slipway.contract.release.LastWordWorkflow;
import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Teller;

/** See {@link LastWordWorkflow}. */
public final class LastWordWorkflowImpl implements LastWordWorkflow {

  @Override
  public void run(LastWordStart start) {
    Journal journal = Journal.of(start.run(), start.environment());
    journal.open();
    var teller = new Teller(start.run(), start.environment(), journal);
    teller.receivers(start.receivers());
    EndNotice.send(teller, start.run(), start.end());
    teller.finish();
    // nobody waits for this run: it may stay until the ledger knows who was told
    journal.secure();
  }
}
