package dev.slipway.ledger.read;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;

/** How much of the ledger to export. */
public sealed interface ExportScope {
  /** Every run, every journal and every checkpoint. */
  record All() implements ExportScope {}

  record OfEnvironment(EnvironmentName environment) implements ExportScope {}

  record OfRun(RunId run) implements ExportScope {}
}
