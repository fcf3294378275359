package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Teller;

/** What every concern of a run writes to. */
record Desk(Journal journal, Status status, Teller teller, Control control, Stage stage) {
  static Desk of(Journal journal, Status status, Teller teller) {
    return new Desk(
        journal, status, teller, new Control(journal, status, teller), new Stage(status));
  }
}
