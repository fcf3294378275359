package dev.slipway.definitions.release;

import dev.slipway.definitions.run.Journal;
import dev.slipway.definitions.run.Status;
import dev.slipway.definitions.run.Teller;

/** What every concern of a run writes to. */
record Desk(Journal journal, Status status, Teller teller, Control control) {}
