package dev.slipway.evidence;

import dev.slipway.name.EnvironmentName;
import dev.slipway.name.RunId;

/** Ids of the chains for facts that belong to no run. */
public final class Journal {
  /** What concerns the whole installation, such as a known-bad that was lifted. */
  public static final RunId INSTALLATION = RunId.of("journal.installation");

  private Journal() {}

  /** What concerns one environment, such as an emergency stop. */
  public static RunId of(EnvironmentName environment) {
    return RunId.of("journal.environment." + environment);
  }
}
